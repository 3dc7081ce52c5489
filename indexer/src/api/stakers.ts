import { db } from 'ponder:api'
import { staker, weight } from 'ponder:schema'
import { asc, eq, gt } from 'ponder'

const withWeight = () =>
  db
    .select({ staker, weightSats: weight.sats })
    .from(staker)
    .leftJoin(weight, eq(weight.stakerId, staker.stakerId))

/** Stakers in the order in which they registered. A staker that the draw has never counted weighs 0. */
export async function listStakers(after: bigint | null, limit: number) {
  const rows = await withWeight()
    .where(after === null ? undefined : gt(staker.stakerId, after))
    .orderBy(asc(staker.stakerId))
    .limit(limit)
  return rows.map(flat)
}

/** @returns null when nobody registered with this address */
export async function oneStaker(address: `0x${string}`) {
  const rows = await withWeight().where(eq(staker.address, address))
  return rows[0] === undefined ? null : flat(rows[0])
}

function flat(row: { staker: typeof staker.$inferSelect; weightSats: bigint | null }) {
  return { ...row.staker, weightSats: row.weightSats ?? 0n }
}
