import type { Context, Event } from 'ponder:registry'
import { payment, request, share, staker, step } from 'ponder:schema'
import { depositScript } from '../../../lib/bitcoin/deposit-script.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { displayHash } from './bitcoin-hash.ts'
import { type EventPlace, pointOf } from './point.ts'
import { changeAccount } from './staker.ts'

type Db = Context['db']
type StepName = (typeof step.$inferInsert)['name']

async function takeStep(db: Db, reqId: bigint, name: StepName, event: EventPlace): Promise<void> {
  await db.insert(step).values({ reqId, name, ...pointOf(event), eventId: event.id })
}

/** The row of a share; its absence means that an earlier event was missed, which must stop the index, not pass. */
async function shareOf(db: Db, reqId: bigint, number: number) {
  const row = await db.find(share, { reqId, share: number })
  if (row === null)
    throw new Error(`Share ${number} of request ${reqId} was never assigned: rebuild the index.`)
  return row
}

export async function openRequest(db: Db, event: Event<'EntanglementManager:DepositRequested'>) {
  const { reqId, requestHeight, refundHeight, ...asked } = event.args
  await db.insert(request).values({
    reqId,
    ...asked,
    bondClaimed: false,
    requestHeight: Number(requestHeight),
    refundHeight: Number(refundHeight),
    state: 'Requested',
  })
  await takeStep(db, reqId, 'requested', event)
}

/** The row of a request; see `shareOf`. */
async function requestOf(db: Db, reqId: bigint) {
  const row = await db.find(request, { reqId })
  if (row === null) throw new Error(`Request ${reqId} was never opened: rebuild the index.`)
  return row
}

/** The contract does not emit the script: it follows from what was emitted before. */
export async function assignShare(
  db: Db,
  chainId: number,
  event: Event<'EntanglementManager:DepositAssigned'>,
) {
  const { reqId, staker: address, deadlineTime, deadlineHeight, ...drawn } = event.args
  const holder = await db.find(staker, { address })
  if (holder === null) throw new Error(`Staker ${address} was never registered: rebuild the index.`)
  const { refundHeight, refundPubKeyHash } = await requestOf(db, reqId)
  const script = depositScript({
    chainId,
    manager: event.log.address,
    reqId,
    share: drawn.share,
    stakerPubKey: fromHex(holder.pubKey),
    refundHeight,
    refundPubKeyHash: fromHex(refundPubKeyHash),
  })
  await db.insert(share).values({
    reqId,
    ...drawn,
    staker: address,
    stakerPubKey: holder.pubKey,
    script: toHex(script),
    deadlineTime: Number(deadlineTime),
    deadlineHeight: Number(deadlineHeight),
  })
  await changeAccount(db, address, { toBeIssued: drawn.sats })
  await db.update(request, { reqId }).set({ state: 'Assigned' })
  await takeStep(db, reqId, 'assigned', event)
}

export async function cancelRequest(db: Db, event: Event<'EntanglementManager:DepositCancelled'>) {
  const { reqId } = event.args
  await db.update(request, { reqId }).set({ state: 'Cancelled' })
  await takeStep(db, reqId, 'cancelled', event)
}

export async function consumePayment(db: Db, event: Event<'EntanglementManager:PaymentConsumed'>) {
  const { reqId, share: number, txid, vout, sats } = event.args
  const carried = await shareOf(db, reqId, number)
  await db.insert(payment).values({
    txid: displayHash(txid),
    vout,
    reqId,
    share: number,
    sats,
    staker: carried.staker,
    eventId: event.id,
  })
}

export async function mintShare(db: Db, event: Event<'EntanglementManager:DepositMinted'>) {
  const { reqId, share: number, paidSats, mintedSats, feeSats } = event.args
  const carried = await shareOf(db, reqId, number)
  const wasLate = (await requestOf(db, reqId)).state === 'Expired'
  await db.update(share, { reqId, share: number }).set({ paidSats, mintedSats, feeSats })
  await db.update(request, { reqId }).set({ state: 'Minted' })
  // What expired has given its reservation back.
  await changeAccount(db, carried.staker, { issued: paidSats, toBeIssued: wasLate ? 0n : -carried.sats })
  await db.update(staker, { address: carried.staker }).set((row) => ({
    depositsMinted: row.depositsMinted + 1,
    depositsExpired: row.depositsExpired - (wasLate ? 1 : 0),
  }))
  await takeStep(db, reqId, 'minted', event)
}

export async function expireShare(db: Db, event: Event<'EntanglementManager:DepositExpired'>) {
  const { reqId, share: number } = event.args
  const carried = await shareOf(db, reqId, number)
  await changeAccount(db, carried.staker, { toBeIssued: -carried.sats })
  await db.update(request, { reqId }).set({ state: 'Expired' })
  await db
    .update(staker, { address: carried.staker })
    .set((row) => ({ depositsExpired: row.depositsExpired + 1 }))
  await takeStep(db, reqId, 'expired', event)
}

/** Not counted against the staker: it may come long after the expiry that was counted and gave the reservation back. */
export async function markRefundable(db: Db, event: Event<'EntanglementManager:DepositRefundable'>) {
  const { reqId, share: number } = event.args
  if ((await requestOf(db, reqId)).state === 'Assigned') {
    const carried = await shareOf(db, reqId, number)
    await changeAccount(db, carried.staker, { toBeIssued: -carried.sats })
  }
  await db.update(request, { reqId }).set({ state: 'Refundable' })
  await takeStep(db, reqId, 'refundable', event)
}

export async function claimBond(db: Db, event: Event<'EntanglementManager:BondClaimed'>) {
  await db.update(request, { reqId: event.args.reqId }).set({ bondClaimed: true })
}
