import { ponder } from 'ponder:registry'
import { halt, resume } from '../lib/clock.ts'
import { cover } from '../lib/coverage.ts'
import {
  acceptOffer,
  assignShare,
  cancelRequest,
  claimBond,
  offerRequest,
  openRequest,
  queueRequest,
} from '../lib/request.ts'
import { expireShare, markRefundable } from '../lib/share.ts'

/**
 * Left out on purpose: BalanceAdded and BalanceClaimed (a person's claim reads its balance from the chain), ParamsSet,
 * DepositsPaused, DepositsUnpaused (the status page reads what is in force from the chain).
 */
ponder.on('EntanglementManager:DepositRequested', async ({ event, context }) => {
  await openRequest(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositQueued', async ({ event, context }) => {
  await queueRequest(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositOffered', async ({ event, context }) => {
  await offerRequest(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositAccepted', async ({ event, context }) => {
  await acceptOffer(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositAssigned', async ({ event, context }) => {
  await assignShare(context.db, context.chain.id, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositCancelled', async ({ event, context }) => {
  await cancelRequest(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositExpired', async ({ event, context }) => {
  await expireShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositRefundable', async ({ event, context }) => {
  await markRefundable(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:BondClaimed', async ({ event, context }) => {
  await claimBond(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:Halted', async ({ event, context }) => {
  await halt(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:Resumed', async ({ event, context }) => {
  await resume(context.db, event)
  await cover(context.db, event)
})
