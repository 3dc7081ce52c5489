import { ponder } from 'ponder:registry'
import { cover } from '../lib/coverage.ts'
import {
  closeReorg,
  consumePayment,
  escrowShare,
  finaliseShare,
  mintShare,
  proveSweep,
  reportReorg,
} from '../lib/share.ts'

/**
 * Left out on purpose: MintParamsSet and FeeRecipientSet (the status page reads what is in force from the chain). All of
 * EscrowBuffer's events: what waits, and where, is in DepositQueued and DepositEscrowed.
 */
ponder.on('DepositMinter:PaymentConsumed', async ({ event, context }) => {
  await consumePayment(context.db, event)
  await cover(context.db, event)
})

ponder.on('DepositMinter:DepositMinted', async ({ event, context }) => {
  await mintShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('DepositMinter:DepositEscrowed', async ({ event, context }) => {
  await escrowShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('DepositMinter:DepositFinalised', async ({ event, context }) => {
  await finaliseShare(context.db, event)
  await cover(context.db, event)
})

ponder.on('DepositMinter:ReorgReported', async ({ event, context }) => {
  await reportReorg(context.db, event)
  await cover(context.db, event)
})

ponder.on('DepositMinter:ReorgClosed', async ({ event, context }) => {
  await closeReorg(context.db, event)
  await cover(context.db, event)
})

ponder.on('DepositMinter:SweepProven', async ({ event, context }) => {
  await proveSweep(context.db, event)
  await cover(context.db, event)
})
