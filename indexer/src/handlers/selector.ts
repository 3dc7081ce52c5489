import { ponder } from 'ponder:registry'
import { cover } from '../lib/coverage.ts'
import { setHolderWeight, setWeight } from '../lib/weight.ts'

/**
 * Left out on purpose: DrawRecommitted (an open draw lives for minutes and is read from the chain by whoever resolves it).
 */
ponder.on('StakerSelector:WeightSet', async ({ event, context }) => {
  await setWeight(context.db, event)
  await cover(context.db, event)
})

ponder.on('HolderSelector:WeightSet', async ({ event, context }) => {
  await setHolderWeight(context.db, event)
  await cover(context.db, event)
})
