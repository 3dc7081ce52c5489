import type { Clocks } from './deposit-deadlines.ts'
import type { SeenPayment } from './seen-payment.ts'
import type { Sat } from './units.ts'

/** Why no new deposit is taken and no offer can be accepted; what is open goes on. */
export type ClosedReason = 'halted' | 'paused' | 'reorg'

/**
 * How far it is known that Bitcoin took a counted payment back: by Bitcoin alone, the relay being behind; by the contracts,
 * with nobody having reported it; or reported, up to which height it counts when it comes back, and whether it is deep again.
 */
export type Reorg =
  | Readonly<{ stage: 'relay' }>
  | Readonly<{ stage: 'unreported' }>
  | Readonly<{ stage: 'reported'; untilHeight: number; reprovable: boolean }>

export type DepositSight = Clocks &
  Readonly<{
    /** null when unknown; the time in the header of the relay's tip */
    relayTime: number | null
    /** newest EVM block, null when unknown */
    evmBlock: number | null
    /** EVM block in which the draw was asked for, null when it is not open or unknown */
    drawBlock: number | null
    /** least confirmations that the contract asks for, `MintParams.confirmations`: large amounts need a multiple */
    baseConfirmations: number
    /** live payments to the script; null when no Bitcoin source answers */
    payments: readonly SeenPayment[] | null
    /** true when every coin, of a minted share all that was paid beyond, was seen to be taken back, in a block */
    recovered?: boolean
    /** whether draining what it waits in would pass now, as simulated; null or absent when unknown */
    drainable?: boolean | null
    /** what waits in escrow still has its reservation: only the mint limit holds it back */
    reserved?: boolean
    closed?: ClosedReason | null
    /** a counted payment was reorganised away */
    reorg?: Reorg | null
  }>

export type DepositPhase =
  | Readonly<{ name: 'unknown' }>
  /** waits for capacity without a bond and without an address; `position` from 1 */
  | Readonly<{ name: 'queued'; position: number }>
  /** its turn has come: accept with a bond before `until`, or it lapses */
  | Readonly<{
      name: 'offered'
      until: number
      secondsLeft: number
      lapsed: boolean
      closed: ClosedReason | null
    }>
  /** `ready`: anyone may resolve it; null when not known */
  | Readonly<{ name: 'drawing'; ready: boolean | null }>
  /** nothing is on Bitcoin yet, or `payments` is unknown */
  | Readonly<{ name: 'awaiting_payment'; seen: false | null }>
  /** all that was paid is in transactions that can never be proven */
  | Readonly<{ name: 'unprovable' }>
  /**
   * `countedSats`: what the contract counted: settling for it mints that much; `waitingSats`: of what was paid what is in no
   * block yet: it lowers nothing that is asked for, because anybody can send it and take it back
   */
  | Readonly<{
      name: 'underpaid'
      paidSats: Sat
      missingSats: Sat
      countedSats: Sat
      waitingSats: Sat
    }>
  /** `excessSats`: paid beyond the amount; a claim on the same share */
  | Readonly<{ name: 'confirming'; confirmations: number; required: number; paidSats: Sat; excessSats: Sat }>
  /** enough confirmations: anyone may prove it; `relayStale` says why that must wait */
  | Readonly<{
      name: 'provable'
      confirmations: number
      paidSats: Sat
      excessSats: Sat
      relayStale: boolean
    }>
  /** both clocks have passed without enough on Bitcoin; do not pay any more */
  | Readonly<{ name: 'late'; expirable: boolean; paidSats: Sat; countedSats: Sat }>
  | Readonly<{ name: 'expired'; provable: boolean; paidSats: Sat; countedSats: Sat; missingSats: Sat }>
  /** paid and proven; waits for the mint limit, or for its staker's capacity. `position` from 1 */
  | Readonly<{
      name: 'escrowed'
      reason: 'limit' | 'capacity'
      sats: Sat
      position: number
      drainable: boolean | null
    }>
  /** its staker took the coin before it was minted: the right to be minted never ends */
  | Readonly<{
      name: 'swept'
      waitingSats: Sat
      missingSats: Sat
      position: number
      drainable: boolean | null
    }>
  | Readonly<{ name: 'cancelled' }>
  | Readonly<{ name: 'minted'; mintedSats: Sat }>
  /** minted, and more was paid: `waitingSats` is counted and waits for its staker's room, `comingSats` is not counted yet */
  | Readonly<{
      name: 'excess'
      mintedSats: Sat
      waitingSats: Sat
      comingSats: Sat
      provable: boolean
      confirmations: number | null
      required: number
      position: number
      drainable: boolean | null
    }>
  /** a counted payment's block is no longer in Bitcoin's chain; once reported, new deposits pause until it is back or owed */
  | Readonly<{ name: 'reorganised'; mintedSats: Sat; reorg: Reorg; blocksLeft: number | null }>
  /**
   * `recoverable`: the refund height is reached; `coin`: whether there is anything to recover, null when unknown;
   * `mintedSats` above 0: only what was paid beyond it comes back, and `returned` once a block holds that
   */
  | Readonly<{
      name: 'refundable'
      recoverable: boolean
      coin: boolean | null
      mintedSats: Sat
      returned: boolean
    }>
  | Readonly<{ name: 'recovered' }>

/** What can be done about a share. `accept`, `cancel_queue` and `finalise` are the requester's alone. */
export type DepositAction =
  | 'resolve'
  | 'drain_queue'
  | 'cancel_queue'
  | 'accept'
  | 'lapse'
  | 'pay'
  | 'top_up'
  | 'prove'
  | 'finalise'
  | 'expire'
  | 'drain'
  | 'claim_bond'
  | 'report_reorg'
  | 'reprove'
  | 'close_reorg'
  | 'prove_sweep'
  | 'recover'
