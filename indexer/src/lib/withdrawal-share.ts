import type { Context, Event } from 'ponder:registry'
import { staker, withdrawalShare } from 'ponder:schema'
import { displayHash } from './bitcoin-hash.ts'
import { keptDeadline } from './clock.ts'
import { changeAccount } from './staker.ts'
import { placeAgain, placePart, takeWithdrawalStep } from './withdrawal.ts'

type Db = Context['db']

/** The row of a share; its absence means that an earlier event was missed, which must stop the index, not pass. */
async function shareOf(db: Db, reqId: bigint, number: number) {
  const row = await db.find(withdrawalShare, { reqId, share: number })
  if (row === null)
    throw new Error(`Share ${number} of withdrawal ${reqId} was never assigned: rebuild the index.`)
  return row
}

/** The registry reserves it of what the staker holds, in the same call and without an event. */
export async function assignWithdrawal(db: Db, event: Event<'WithdrawalManager:WithdrawalAssigned'>) {
  const { reqId, share, staker: address, sats, feeSats } = event.args
  await db.insert(withdrawalShare).values({
    reqId,
    share,
    staker: address,
    sats,
    feeSats,
    ...(await keptDeadline(db, event.block, event.args)),
    state: 'Pending',
  })
  await placePart(db, reqId, sats, feeSats)
  await changeAccount(db, address, { toBeRedeemed: sats })
  await takeWithdrawalStep(db, event, { reqId, name: 'assigned', share, sats })
}

export async function payShare(db: Db, event: Event<'WithdrawalManager:WithdrawalPaid'>) {
  const { reqId, share, txid, vout, paidSats, burnedSats } = event.args
  const owed = await shareOf(db, reqId, share)
  const late = owed.state === 'TimedOut' ? 1 : 0
  await db
    .update(withdrawalShare, { reqId, share })
    .set({ state: 'Paid', txid: displayHash(txid), vout, paidSats })
  await changeAccount(db, owed.staker, { issued: -burnedSats, toBeRedeemed: -burnedSats })
  await db.update(staker, { address: owed.staker }).set((row) => ({
    withdrawalsPaid: row.withdrawalsPaid + 1,
    withdrawalsLate: row.withdrawalsLate - late,
  }))
  await takeWithdrawalStep(db, event, { reqId, name: 'paid', share, sats: paidSats })
}

export async function timeOutShare(db: Db, event: Event<'WithdrawalManager:ShareTimedOut'>) {
  const { reqId, share, staker: address } = event.args
  const { sats } = await shareOf(db, reqId, share)
  await db.update(withdrawalShare, { reqId, share }).set({ state: 'TimedOut' })
  await db.update(staker, { address }).set((row) => ({ withdrawalsLate: row.withdrawalsLate + 1 }))
  await takeWithdrawalStep(db, event, { reqId, name: 'timedOut', share, sats })
}

export async function retryShare(db: Db, event: Event<'WithdrawalManager:ShareRetried'>) {
  const { reqId, share, penalty } = event.args
  const { staker: address, sats } = await shareOf(db, reqId, share)
  await db.update(withdrawalShare, { reqId, share }).set({ state: 'Retried', collateral: penalty })
  await changeAccount(db, address, { toBeRedeemed: -sats })
  await placeAgain(db, reqId, sats)
  await takeWithdrawalStep(db, event, { reqId, name: 'retried', share, sats })
}

/** Tokens that are burned lower what the staker issued; those it keeps do not. Either way it owes the share no more. */
export async function reimburseShare(db: Db, event: Event<'WithdrawalManager:ShareReimbursed'>) {
  const { reqId, share, collateral, takenSats, burned } = event.args
  const { staker: address, sats } = await shareOf(db, reqId, share)
  await db
    .update(withdrawalShare, { reqId, share })
    .set({ state: 'Reimbursed', collateral, takenSats, burned })
  await changeAccount(db, address, { issued: burned ? -takenSats : 0n, toBeRedeemed: -sats })
  await placeAgain(db, reqId, sats - takenSats)
  await takeWithdrawalStep(db, event, { reqId, name: 'reimbursed', share, sats: takenSats })
}
