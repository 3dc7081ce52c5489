import type { Context, Event } from 'ponder:registry'
import { holderWeight, weight } from 'ponder:schema'

type Db = Context['db']

/** The trees of both draws count quanta of this many sats. */
const QUANTUM_SATS = 10_000n

export async function setWeight(db: Db, event: Event<'StakerSelector:WeightSet'>) {
  const sats = event.args.weight * QUANTUM_SATS
  await db.insert(weight).values({ stakerId: event.args.stakerId, sats }).onConflictDoUpdate({ sats })
}

export async function setHolderWeight(db: Db, event: Event<'HolderSelector:WeightSet'>) {
  const sats = event.args.weight * QUANTUM_SATS
  await db.insert(holderWeight).values({ stakerId: event.args.stakerId, sats }).onConflictDoUpdate({ sats })
}
