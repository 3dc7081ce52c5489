import { db } from 'ponder:api'
import { clock } from 'ponder:schema'
import { shiftOf } from '../lib/clock.ts'
import { readPosition } from './position.ts'

type Deadline = { deadlineTime: number; deadlineHeight: number }

/** @returns what moves deadlines by all that halts have moved until the last block that is indexed */
export async function deadlineMover(): Promise<<T extends Deadline>(row: T) => T> {
  const [[row], at] = await Promise.all([db.select().from(clock).limit(1), readPosition()])
  const { seconds, blocks } = shiftOf(row ?? null, at?.time ?? 0)
  return (kept) => ({
    ...kept,
    deadlineTime: kept.deadlineTime + seconds,
    deadlineHeight: kept.deadlineHeight + blocks,
  })
}
