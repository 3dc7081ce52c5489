import { db } from 'ponder:api'
import { sql } from 'ponder'

/** The last block that the tables hold. */
export type Position = { block: number; time: number }

/**
 * Reads Ponder's own checkpoint: ten digits of time, sixteen of chain id, sixteen of block number. Read it before the
 * rows: they then hold at least everything up to this block.
 * @returns null before the first block was indexed
 */
export async function readPosition(): Promise<Position | null> {
  const { rows } = await db.execute<{ latest_checkpoint: string }>(
    sql`select latest_checkpoint from _ponder_checkpoint limit 1`,
  )
  const checkpoint = rows[0]?.latest_checkpoint
  if (checkpoint === undefined) return null
  return { block: Number(checkpoint.slice(26, 42)), time: Number(checkpoint.slice(0, 10)) }
}
