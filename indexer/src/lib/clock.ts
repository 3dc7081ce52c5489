import type { Context, Event } from 'ponder:registry'
import { clock } from 'ponder:schema'

type Db = Context['db']
type Row = typeof clock.$inferSelect
export type Shift = { seconds: number; blocks: number }

const ID = 0
const START = { shiftSeconds: 0, shiftBlocks: 0, haltTime: null, haltHeight: null, tipHeight: 0 }

async function change(db: Db, by: (row: Omit<Row, 'id'>) => Partial<Row>): Promise<void> {
  await db
    .insert(clock)
    .values({ id: ID, ...START, ...by(START) })
    .onConflictDoUpdate(by)
}

/** By how much halts have moved deadlines, the one that lasts included. @param now Unix second */
export function shiftOf(row: Row | null, now: number): Shift {
  if (row === null) return { seconds: 0, blocks: 0 }
  const { shiftSeconds, shiftBlocks, haltTime, haltHeight, tipHeight } = row
  return {
    seconds: shiftSeconds + (haltTime === null ? 0 : now - haltTime),
    // a reorganisation may have made the chain shorter
    blocks: shiftBlocks + (haltHeight === null ? 0 : Math.max(0, tipHeight - haltHeight)),
  }
}

/** What moves deadlines at a block. */
export const shiftAt = async (db: Db, { timestamp }: { timestamp: bigint }): Promise<Shift> =>
  shiftOf(await db.find(clock, { id: ID }), Number(timestamp))

/** A deadline as it is kept: less the shift of its day, as the contracts keep it. */
export async function keptDeadline(
  db: Db,
  block: { timestamp: bigint },
  { deadlineTime, deadlineHeight }: { deadlineTime: bigint; deadlineHeight: bigint },
) {
  const { seconds, blocks } = await shiftAt(db, block)
  return { deadlineTime: Number(deadlineTime) - seconds, deadlineHeight: Number(deadlineHeight) - blocks }
}

export const setTip = (db: Db, tipHeight: number) => change(db, () => ({ tipHeight }))

export const halt = (db: Db, event: Event<'EntanglementManager:Halted'>) =>
  change(db, ({ tipHeight }) => ({ haltTime: Number(event.block.timestamp), haltHeight: tipHeight }))

/** The event says what all halts together have moved. */
export const resume = (db: Db, event: Event<'EntanglementManager:Resumed'>) =>
  change(db, () => ({
    shiftSeconds: Number(event.args.shiftSeconds),
    shiftBlocks: Number(event.args.shiftBlocks),
    haltTime: null,
    haltHeight: null,
  }))
