import type { Event } from 'ponder:registry'
import { request, share, staker } from 'ponder:schema'
import { depositScript } from '../../../lib/bitcoin/deposit-script.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { keptDeadline, shiftAt } from './clock.ts'
import { type Db, requestOf, takeStep } from './deposit-row.ts'
import { changeAccount } from './staker.ts'

export async function openRequest(db: Db, event: Event<'EntanglementManager:DepositRequested'>) {
  const { reqId, requestHeight, refundHeight, ...asked } = event.args
  await db.insert(request).values({
    reqId,
    ...asked,
    bondClaimed: false,
    requestHeight: Number(requestHeight),
    refundHeight: Number(refundHeight),
    // one that stands in the queue at once says so next
    state: 'Requested',
    shareCount: 0,
    place: null,
    offerUntil: null,
  })
  await takeStep(db, event, { reqId, name: 'requested', share: null, sats: asked.sats })
}

/** A bond that came with a draw in vain is part of the requester's balance from here on. */
export async function queueRequest(db: Db, event: Event<'EntanglementManager:DepositQueued'>) {
  const { reqId, place } = event.args
  const { sats } = await requestOf(db, reqId)
  await db.update(request, { reqId }).set({ state: 'Queued', place, bondWei: 0n })
  await takeStep(db, event, { reqId, name: 'queued', share: null, sats })
}

export async function offerRequest(db: Db, event: Event<'EntanglementManager:DepositOffered'>) {
  const { reqId, until } = event.args
  const { sats } = await requestOf(db, reqId)
  const { seconds } = await shiftAt(db, event.block)
  const offerUntil = Number(until) - seconds
  await db.update(request, { reqId }).set({ state: 'Offered', place: null, offerUntil })
  await takeStep(db, event, { reqId, name: 'offered', share: null, sats })
}

export async function acceptOffer(db: Db, event: Event<'EntanglementManager:DepositAccepted'>) {
  const { reqId, bondWei, requestHeight, refundHeight } = event.args
  const { sats } = await requestOf(db, reqId)
  await db.update(request, { reqId }).set({
    state: 'Requested',
    offerUntil: null,
    bondWei,
    requestHeight: Number(requestHeight),
    refundHeight: Number(refundHeight),
  })
  await takeStep(db, event, { reqId, name: 'accepted', share: null, sats })
}

/** The contract does not emit the script: it follows from what was emitted before. */
export async function assignShare(
  db: Db,
  chainId: number,
  event: Event<'EntanglementManager:DepositAssigned'>,
) {
  const { reqId, staker: address, share: number, sats } = event.args
  const holder = await db.find(staker, { address })
  if (holder === null) throw new Error(`Staker ${address} was never registered: rebuild the index.`)
  const { refundHeight, refundPubKeyHash } = await requestOf(db, reqId)
  const script = depositScript({
    chainId,
    manager: event.log.address,
    reqId,
    share: number,
    stakerPubKey: fromHex(holder.pubKey),
    refundHeight,
    refundPubKeyHash: fromHex(refundPubKeyHash),
  })
  await db.insert(share).values({
    reqId,
    share: number,
    staker: address,
    stakerPubKey: holder.pubKey,
    sats,
    script: toHex(script),
    ...(await keptDeadline(db, event.block, event.args)),
    state: 'Assigned',
    reserved: sats,
    paidSats: 0n,
    issuedSats: 0n,
    mintedSats: 0n,
    feeSats: 0n,
    waiting: 0n,
    waitsForLimit: false,
    place: null,
    sweptSats: 0n,
  })
  await changeAccount(db, address, { toBeIssued: sats })
  await db
    .update(request, { reqId })
    .set((row) => ({ state: 'Assigned' as const, shareCount: row.shareCount + 1 }))
  await takeStep(db, event, { reqId, name: 'assigned', share: number, sats })
}

export async function cancelRequest(db: Db, event: Event<'EntanglementManager:DepositCancelled'>) {
  const { reqId } = event.args
  const { sats } = await requestOf(db, reqId)
  await db.update(request, { reqId }).set({ state: 'Cancelled', place: null, offerUntil: null })
  await takeStep(db, event, { reqId, name: 'cancelled', share: null, sats })
}

export async function claimBond(db: Db, event: Event<'EntanglementManager:BondClaimed'>) {
  await db.update(request, { reqId: event.args.reqId }).set({ bondClaimed: true })
}
