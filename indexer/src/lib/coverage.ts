import type { Context } from 'ponder:registry'
import { coverage } from 'ponder:schema'
import { addDigest, EMPTY_DIGEST } from './digest.ts'
import type { EventPlace } from './point.ts'

type IndexedEvent = EventPlace & {
  log: {
    address: `0x${string}`
    logIndex: number
    topics: readonly (`0x${string}` | null)[]
    data: `0x${string}`
  }
}

/** Counts an event for its block. Every handler ends with it, in the same database transaction as its rows. */
export async function cover(db: Context['db'], event: IndexedEvent): Promise<void> {
  const log = { ...event.log, transactionHash: event.transaction.hash }
  await db
    .insert(coverage)
    .values({
      block: Number(event.block.number),
      blockHash: event.block.hash,
      events: 1,
      digest: addDigest(EMPTY_DIGEST, log),
    })
    .onConflictDoUpdate((row) => ({ events: row.events + 1, digest: addDigest(row.digest, log) }))
}
