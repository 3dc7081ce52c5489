import { ponder } from 'ponder:registry'
import { cover } from '../lib/coverage.ts'
import {
  banStaker,
  lockCollateral,
  payOutCollateral,
  registerStaker,
  setAcceptLimit,
  setCollateral,
  setMinMinerFee,
  takeCollateral,
  unlockCollateral,
} from '../lib/staker.ts'

/**
 * Left out on purpose: Whitelisted and RegistrationBondSet (whoever registers reads both from the chain just before).
 */
ponder.on('StakerRegistry:StakerRegistered', async ({ event, context }) => {
  await registerStaker(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:CollateralDeposited', async ({ event, context }) => {
  await setCollateral(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:UnstakeRequested', async ({ event, context }) => {
  await lockCollateral(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:UnstakeCancelled', async ({ event, context }) => {
  await unlockCollateral(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:UnstakeClaimed', async ({ event, context }) => {
  await payOutCollateral(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:AcceptLimitSet', async ({ event, context }) => {
  await setAcceptLimit(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:MinMinerFeeSet', async ({ event, context }) => {
  await setMinMinerFee(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:StakerBanned', async ({ event, context }) => {
  await banStaker(context.db, event)
  await cover(context.db, event)
})

ponder.on('StakerRegistry:CollateralTaken', async ({ event, context }) => {
  await takeCollateral(context.db, event)
  await cover(context.db, event)
})
