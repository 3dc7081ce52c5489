import { db } from 'ponder:api'
import { sql } from 'ponder'

/** The last block that the tables hold. */
export type Position = { block: number; time: number }

/**
 * Reads Ponder's own checkpoint: ten digits of time, sixteen of chain id, sixteen of block number. Read it before the
 * rows and after them: they then hold at least everything up to the earlier block. A writer that starts again takes back all that
 * was not final and leaves the latest checkpoint as it was: until it is ready only the safe one is true.
 * @returns null before the first block was indexed
 */
export async function readPosition(): Promise<Position | null> {
  const { rows } = await db.execute<{ checkpoint: string }>(
    sql`select case when meta.value ->> 'is_ready' = '1' then held.latest_checkpoint else held.safe_checkpoint end as checkpoint
      from _ponder_checkpoint held left join _ponder_meta meta on meta.key = 'app' limit 1`,
  )
  const checkpoint = rows[0]?.checkpoint
  if (checkpoint === undefined) return null
  return { block: Number(checkpoint.slice(26, 42)), time: Number(checkpoint.slice(0, 10)) }
}
