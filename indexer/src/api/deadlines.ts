import { db } from 'ponder:api'
import { clock } from 'ponder:schema'
import { type Shift, shiftOf } from '../lib/clock.ts'
import { readPosition } from './position.ts'

type Deadline = { deadlineTime: number; deadlineHeight: number }

/** By how much halts have moved deadlines until the last block that is indexed. */
export async function deadlineShift(): Promise<Shift> {
  const [[row], at] = await Promise.all([db.select().from(clock).limit(1), readPosition()])
  return shiftOf(row ?? null, at?.time ?? 0)
}

/** A row with its deadlines as they are now. */
export const moved = <T extends Deadline>(kept: T, { seconds, blocks }: Shift): T => ({
  ...kept,
  deadlineTime: kept.deadlineTime + seconds,
  deadlineHeight: kept.deadlineHeight + blocks,
})
