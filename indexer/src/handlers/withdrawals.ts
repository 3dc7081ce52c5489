import { ponder } from 'ponder:registry'
import { cover } from '../lib/coverage.ts'
import { drainWithdrawal, openWithdrawal, queueWithdrawal, returnUnplaced } from '../lib/withdrawal.ts'
import {
  assignWithdrawal,
  payShare,
  reimburseShare,
  retryShare,
  timeOutShare,
} from '../lib/withdrawal-share.ts'

/** Left out on purpose: WithdrawalParamsSet (the status page reads what is in force from the chain). */
ponder.on('WithdrawalManager:WithdrawalRequested', async ({ event, context }) => {
  await openWithdrawal(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:WithdrawalQueued', async ({ event, context }) => {
  await queueWithdrawal(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:WithdrawalDrained', async ({ event, context }) => {
  await drainWithdrawal(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:WithdrawalReturned', async ({ event, context }) => {
  await returnUnplaced(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:WithdrawalAssigned', async ({ event, context }) => {
  await assignWithdrawal(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:WithdrawalPaid', async ({ event, context }) => {
  await payShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:ShareTimedOut', async ({ event, context }) => {
  await timeOutShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:ShareRetried', async ({ event, context }) => {
  await retryShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('WithdrawalManager:ShareReimbursed', async ({ event, context }) => {
  await reimburseShare(context.db, event)
  await cover(context.db, event)
})
