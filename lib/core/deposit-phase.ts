import { type Clocks, type DepositDeadlines, depositDeadlines } from './deposit-deadlines.ts'
import { DRAW_READY_BLOCKS, MAX_TIP_AGE } from './deposit-rules.ts'
import type { Deposit } from './deposit-state.ts'
import type { Sat } from './units.ts'

/**
 * What the page saw on Bitcoin for the share's script. Confirmations 0 while in the mempool; `provable` false when the
 * contract can never accept it, so that it counts for nothing but the refund.
 */
export type SeenPayment = Readonly<{
  sats: Sat
  confirmations: number
  provable: boolean
  /** true once another transaction, mined or waiting, takes the coin on */
  spent?: boolean
}>
export type DepositSight = Clocks &
  Readonly<{
    /** null when unknown; the time in the header of the relay's tip */
    relayTime: number | null
    /** newest EVM block, null when unknown */
    evmBlock: number | null
    /** EVM block in which the draw was asked for, null when it is not open or unknown */
    drawBlock: number | null
    /** confirmations that the contract asks for: `confirmationsFor` of what was paid, not of what was asked for */
    requiredConfirmations: number
    /** live payments to the script; null when no Bitcoin source answers */
    payments: readonly SeenPayment[] | null
    /** true when every coin was seen to be taken back by the refund key, in a block */
    recovered?: boolean
  }>

export type DepositPhase =
  | Readonly<{ name: 'unknown' }>
  /** `ready`: anyone may resolve it; null when not known */
  | Readonly<{ name: 'drawing'; ready: boolean | null }>
  /** nothing is on Bitcoin yet, or `payments` is unknown */
  | Readonly<{ name: 'awaiting_payment'; seen: false | null }>
  /** all that was paid is in transactions that can never be proven */
  | Readonly<{ name: 'unprovable' }>
  | Readonly<{ name: 'underpaid'; paidSats: Sat; missingSats: Sat }>
  | Readonly<{ name: 'confirming'; confirmations: number; required: number; paidSats: Sat }>
  /** enough confirmations: anyone may prove it; `relayStale` says why that must wait */
  | Readonly<{ name: 'provable'; confirmations: number; paidSats: Sat; relayStale: boolean }>
  /** both clocks have passed without enough on Bitcoin; do not pay any more */
  | Readonly<{ name: 'late'; expirable: boolean }>
  | Readonly<{ name: 'expired'; provable: boolean }>
  | Readonly<{ name: 'cancelled' }>
  | Readonly<{ name: 'minted' }>
  /** `recoverable`: the refund height is reached; `coin`: whether there is anything to recover, null when unknown */
  | Readonly<{ name: 'refundable'; recoverable: boolean; coin: boolean | null }>
  | Readonly<{ name: 'recovered' }>

export type DepositAction = 'resolve' | 'pay' | 'top_up' | 'prove' | 'expire' | 'claim_bond' | 'recover'
export type DepositView = Readonly<{
  phase: DepositPhase
  actions: readonly DepositAction[]
  deadlines: DepositDeadlines
}>

const sum = (payments: readonly SeenPayment[]): Sat =>
  payments.reduce((total, { sats }) => total + sats, 0n) as Sat

const paidPhase = (deposit: Deposit, sight: DepositSight): DepositPhase | null => {
  const seen = sight.payments ?? []
  if (seen.length === 0) return null
  const payments = seen.filter(({ provable }) => provable)
  if (payments.length === 0) return { name: 'unprovable' }
  const paidSats = sum(payments)
  if (paidSats < deposit.sats)
    return { name: 'underpaid', paidSats, missingSats: (deposit.sats - paidSats) as Sat }
  // The contract counts only what has its confirmations, so what is still missing them holds the whole back.
  const enough = payments.filter(({ confirmations }) => confirmations >= sight.requiredConfirmations)
  const confirmations = Math.min(...payments.map((payment) => payment.confirmations))
  if (sum(enough) < deposit.sats)
    return { name: 'confirming', confirmations, required: sight.requiredConfirmations, paidSats }
  const relayStale = sight.relayTime !== null && Math.abs(sight.evmTime - sight.relayTime) > MAX_TIP_AGE
  return {
    name: 'provable',
    confirmations: Math.max(confirmations, sight.requiredConfirmations),
    paidSats,
    relayStale,
  }
}

const phaseOf = (deposit: Deposit, sight: DepositSight, deadlines: DepositDeadlines): DepositPhase => {
  const paid = paidPhase(deposit, sight)
  switch (deposit.state) {
    case 'None':
      return { name: 'unknown' }
    case 'Requested': {
      const { evmBlock, drawBlock } = sight
      const ready = evmBlock === null || drawBlock === null ? null : evmBlock >= drawBlock + DRAW_READY_BLOCKS
      return { name: 'drawing', ready }
    }
    case 'Cancelled':
      return { name: 'cancelled' }
    case 'Minted':
      return { name: 'minted' }
    case 'Assigned':
    case 'Expired':
    case 'Refundable': {
      if (sight.recovered) return { name: 'recovered' }
      if (deposit.state === 'Refundable' || deadlines.refundWindowNear)
        return {
          name: 'refundable',
          recoverable: deadlines.blocksToRefund === 0,
          coin: sight.payments === null ? null : sight.payments.some(({ spent }) => !spent),
        }
      if (deposit.state === 'Expired')
        return { name: 'expired', provable: paid?.name === 'provable' && !paid.relayStale }
      if (
        deadlines.payment?.passed &&
        (paid === null || paid.name === 'underpaid' || paid.name === 'unprovable')
      )
        return { name: 'late', expirable: deadlines.payment.expirable }
      return paid ?? { name: 'awaiting_payment', seen: sight.payments === null ? null : false }
    }
  }
}

const actionsOf = (deposit: Deposit, phase: DepositPhase, deadlines: DepositDeadlines): DepositAction[] => {
  const bond: DepositAction[] = deposit.bondWei > 0n ? ['claim_bond'] : []
  const expire: DepositAction[] =
    deposit.state === 'Assigned' && deadlines.payment?.expirable ? ['expire'] : []
  switch (phase.name) {
    case 'unknown':
    case 'recovered':
      return []
    case 'drawing':
      return phase.ready ? ['resolve'] : []
    case 'awaiting_payment':
      return phase.seen === false ? ['pay'] : []
    case 'unprovable':
      return ['pay']
    case 'underpaid':
      return ['top_up']
    case 'confirming':
      return expire
    case 'provable':
      return phase.relayStale ? expire : ['prove', ...expire]
    case 'late':
      return expire
    case 'expired':
      return phase.provable ? ['prove'] : []
    case 'cancelled':
    case 'minted':
      return bond
    case 'refundable':
      return phase.recoverable && phase.coin ? ['recover'] : []
  }
}

/**
 * Where a deposit stands, what can be done about it and by when, from chain data and what was seen on Bitcoin alone: no
 * clock of this machine, no memory. `pay` and `top_up` are offered only while a payment would still be on time by one
 * clock at least.
 */
export const depositPhase = (deposit: Deposit, sight: DepositSight): DepositView => {
  const deadlines = depositDeadlines(deposit, sight)
  const phase = phaseOf(deposit, sight, deadlines)
  return { phase, actions: actionsOf(deposit, phase, deadlines), deadlines }
}
