import { ponder } from 'ponder:registry'
import { cover } from '../lib/coverage.ts'
import {
  assignShare,
  cancelRequest,
  claimBond,
  consumePayment,
  expireShare,
  markRefundable,
  mintShare,
  openRequest,
} from '../lib/request.ts'

/**
 * Left out on purpose: BalanceAdded and BalanceClaimed (a person's claim reads its balance from the chain), ParamsSet,
 * FeeRecipientSet, DepositsPaused, DepositsUnpaused (the status page reads what is in force from the chain).
 */
ponder.on('EntanglementManager:DepositRequested', async ({ event, context }) => {
  await openRequest(context.db, event)
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

ponder.on('EntanglementManager:PaymentConsumed', async ({ event, context }) => {
  await consumePayment(context.db, event)
  await cover(context.db, event)
})

ponder.on('EntanglementManager:DepositMinted', async ({ event, context }) => {
  await mintShare(context.db, event)
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
