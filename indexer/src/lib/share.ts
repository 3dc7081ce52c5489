import type { Event } from 'ponder:registry'
import { payment, staker } from 'ponder:schema'
import { displayHash } from './bitcoin-hash.ts'
import { changeShare, type Db, type ShareRow, shareOf, takeStep } from './deposit-row.ts'
import { changeAccount } from './staker.ts'

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Deposits of a staker that were minted, and those whose deadline passed and that nobody has paid since. */
async function count(db: Db, address: `0x${string}`, minted: number, expired: number): Promise<void> {
  if (minted === 0 && expired === 0) return
  await db.update(staker, { address }).set((row) => ({
    depositsMinted: row.depositsMinted + minted,
    depositsExpired: row.depositsExpired + expired,
  }))
}

export async function consumePayment(db: Db, event: Event<'DepositMinter:PaymentConsumed'>) {
  const { reqId, share: number, txid, vout, sats } = event.args
  const carried = await shareOf(db, reqId, number)
  await db.insert(payment).values({
    txid: displayHash(txid),
    vout,
    reqId,
    share: number,
    sats,
    staker: carried.staker,
    reorg: null,
    reorgUntil: null,
    swept: false,
    eventId: event.id,
  })
  await changeShare(db, carried, { paidSats: carried.paidSats + sats })
  await takeStep(db, event, { reqId, name: 'paid', share: number, sats })
}

/**
 * A share is minted with its first mint, unless its own amount waits on for the mint limit, or for room: an amount above the
 * whole limit is minted in parts. Of its reservation nothing is left then.
 */
export async function mintShare(db: Db, event: Event<'DepositMinter:DepositMinted'>) {
  const { reqId, share: number, paidSats, mintedSats, feeSats } = event.args
  const carried = await shareOf(db, reqId, number)
  const waiting = carried.waiting - least(carried.waiting, paidSats)
  const excess = carried.waitsForLimit && carried.issuedSats + paidSats >= carried.sats
  const state = carried.state === 'Escrowed' && waiting > 0n && !excess ? 'Escrowed' : 'Minted'
  const used = state === 'Minted' ? carried.reserved : least(carried.reserved, paidSats)
  await changeShare(db, carried, {
    state,
    reserved: carried.reserved - used,
    issuedSats: carried.issuedSats + paidSats,
    mintedSats: carried.mintedSats + mintedSats,
    feeSats: carried.feeSats + feeSats,
    waiting,
    ...(waiting === 0n ? { place: null, waitsForLimit: false } : {}),
  })
  await changeAccount(db, carried.staker, { issued: paidSats, toBeIssued: -used })
  const first = state === 'Minted' && carried.state !== 'Minted' ? 1 : 0
  await count(db, carried.staker, first, carried.state === 'Expired' ? -1 : 0)
  await takeStep(db, event, { reqId, name: 'minted', share: number, sats: mintedSats })
}

/**
 * Says what waits from now on; nothing when the rest of a minted share is given up. What expired and was paid late is no
 * longer counted as expired.
 */
export async function escrowShare(db: Db, event: Event<'DepositMinter:DepositEscrowed'>) {
  const { reqId, share: number, sats, reserved, place } = event.args
  const carried = await shareOf(db, reqId, number)
  const waits = sats > 0n
  await changeShare(db, carried, {
    state: waits && carried.state !== 'Minted' ? 'Escrowed' : 'Minted',
    reserved: waits ? carried.reserved : 0n,
    waiting: sats,
    waitsForLimit: waits && reserved,
    place: waits ? place : null,
  })
  if (!waits) await changeAccount(db, carried.staker, { toBeIssued: -carried.reserved })
  const minted = !waits && carried.state !== 'Minted' ? 1 : 0
  await count(db, carried.staker, minted, carried.state === 'Expired' ? -1 : 0)
  await takeStep(db, event, { reqId, name: 'escrowed', share: number, sats, forLimit: reserved })
}

export async function finaliseShare(db: Db, event: Event<'DepositMinter:DepositFinalised'>) {
  const { reqId, share: number, sats, releasedSats } = event.args
  const carried = await shareOf(db, reqId, number)
  const released = least(carried.reserved, releasedSats)
  await changeShare(db, carried, { sats, reserved: carried.reserved - released })
  await changeAccount(db, carried.staker, { toBeIssued: -released })
  await takeStep(db, event, { reqId, name: 'finalised', share: number, sats })
}

async function release(db: Db, carried: ShareRow, state: 'Expired' | 'Refundable'): Promise<void> {
  await changeShare(db, carried, {
    state,
    reserved: 0n,
    ...(state === 'Refundable' ? { waiting: 0n, waitsForLimit: false, place: null } : {}),
  })
  await changeAccount(db, carried.staker, { toBeIssued: -carried.reserved })
}

export async function expireShare(db: Db, event: Event<'EntanglementManager:DepositExpired'>) {
  const { reqId, share: number } = event.args
  const carried = await shareOf(db, reqId, number)
  await release(db, carried, 'Expired')
  await count(db, carried.staker, 0, 1)
  await takeStep(db, event, { reqId, name: 'expired', share: number, sats: carried.sats })
}

/** Not counted against the staker: it may come long after the expiry that was counted and gave the reservation back. */
export async function markRefundable(db: Db, event: Event<'EntanglementManager:DepositRefundable'>) {
  const { reqId, share: number } = event.args
  const carried = await shareOf(db, reqId, number)
  await release(db, carried, 'Refundable')
  await takeStep(db, event, { reqId, name: 'refundable', share: number, sats: carried.sats })
}

type OutputEvent = { args: { reqId: bigint; share: number; txid: `0x${string}`; vout: number } }
const outputOf = ({ args: { txid, vout } }: OutputEvent) => ({ txid: displayHash(txid), vout })

/** What a counted payment is worth; see `shareOf` for why one that is not there stops the index. */
async function satsOf(db: Db, key: { txid: string; vout: number }): Promise<bigint> {
  const row = await db.find(payment, key)
  if (row === null) throw new Error(`Payment ${key.txid}:${key.vout} was never counted: rebuild the index.`)
  return row.sats
}

export async function reportReorg(db: Db, event: Event<'DepositMinter:ReorgReported'>) {
  const { reqId, share: number, untilHeight } = event.args
  const key = outputOf(event)
  await db.update(payment, key).set({ reorg: 'open', reorgUntil: Number(untilHeight) })
  await takeStep(db, event, { reqId, name: 'reorganised', share: number, sats: await satsOf(db, key) })
}

export async function closeReorg(db: Db, event: Event<'DepositMinter:ReorgClosed'>) {
  const { reqId, share: number, owed } = event.args
  const key = outputOf(event)
  await db.update(payment, key).set({ reorg: owed ? 'owed' : null, reorgUntil: null })
  const name = owed ? 'owed' : 'reproven'
  await takeStep(db, event, { reqId, name, share: number, sats: await satsOf(db, key) })
}

/** What was taken unminted stays a right to be minted. */
export async function proveSweep(db: Db, event: Event<'DepositMinter:SweepProven'>) {
  const { reqId, share: number, sats } = event.args
  await db.update(payment, outputOf(event)).set({ swept: true })
  const carried = await shareOf(db, reqId, number)
  await changeShare(db, carried, { sweptSats: carried.sweptSats + sats })
  await takeStep(db, event, { reqId, name: 'swept', share: number, sats })
}
