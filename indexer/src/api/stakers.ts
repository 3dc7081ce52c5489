import { db } from 'ponder:api'
import { holderWeight, staker, weight } from 'ponder:schema'
import { asc, eq, gt } from 'ponder'

const withWeight = () =>
  db
    .select({ staker, weightSats: weight.sats, holderWeightSats: holderWeight.sats })
    .from(staker)
    .leftJoin(weight, eq(weight.stakerId, staker.stakerId))
    .leftJoin(holderWeight, eq(holderWeight.stakerId, staker.stakerId))

/** Stakers in the order in which they registered. A staker that a draw has never counted weighs 0 in it. */
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

type Weighed = {
  staker: typeof staker.$inferSelect
  weightSats: bigint | null
  holderWeightSats: bigint | null
}

function flat({ staker: row, weightSats, holderWeightSats }: Weighed) {
  return { ...row, weightSats: weightSats ?? 0n, holderWeightSats: holderWeightSats ?? 0n }
}
