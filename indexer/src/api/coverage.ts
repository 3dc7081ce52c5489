import { db } from 'ponder:api'
import { coverage } from 'ponder:schema'
import { asc, between } from 'ponder'

/** Blocks from `from` to `to`, both counted, that held events: how many, and the digest over them. */
export async function listCoverage(from: number, to: number) {
  return db
    .select()
    .from(coverage)
    .where(between(coverage.block, from, to))
    .orderBy(asc(coverage.block))
}
