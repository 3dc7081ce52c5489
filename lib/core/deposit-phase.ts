import { depositActions } from './deposit-actions.ts'
import { type DepositDeadlines, depositDeadlines } from './deposit-deadlines.ts'
import type { DepositAction, DepositPhase, DepositSight } from './deposit-phases.ts'
import { DRAW_READY_BLOCKS, MAX_TIP_AGE } from './deposit-rules.ts'
import type { Deposit } from './deposit-state.ts'
import { type PaymentProgress, paymentProgress } from './payment-progress.ts'
import { sumOf } from './seen-payment.ts'
import type { Sat } from './units.ts'

export type DepositView = Readonly<{
  phase: DepositPhase
  actions: readonly DepositAction[]
  deadlines: DepositDeadlines
  progress: PaymentProgress
}>

const above = (a: bigint, b: bigint): Sat => (a > b ? a - b : 0n) as Sat
const isStale = ({ relayTime, evmTime }: DepositSight): boolean =>
  relayTime !== null && Math.abs(evmTime - relayTime) > MAX_TIP_AGE

const payingPhase = (deposit: Deposit, sight: DepositSight, progress: PaymentProgress): DepositPhase => {
  const { totalSats, waitingSats, countedSats, deepSats, required } = progress
  if (progress.unprovable) return { name: 'unprovable' }
  if (totalSats === 0n) return { name: 'awaiting_payment', seen: sight.payments === null ? null : false }
  const missingSats = above(deposit.sats, totalSats)
  if (missingSats > 0n)
    return { name: 'underpaid', paidSats: totalSats, missingSats, countedSats, waitingSats }
  const excessSats = above(totalSats, deposit.sats)
  const confirmations = progress.confirmations ?? 0
  // The contract counts only what has its confirmations, so what is still missing them holds the whole back.
  if (countedSats + deepSats < deposit.sats)
    return { name: 'confirming', confirmations, required, paidSats: totalSats, excessSats }
  return {
    name: 'provable',
    confirmations: Math.max(confirmations, required),
    paidSats: totalSats,
    excessSats,
    relayStale: isStale(sight),
  }
}

const assignedPhase = (
  deposit: Deposit,
  sight: DepositSight,
  progress: PaymentProgress,
  deadlines: DepositDeadlines,
): DepositPhase => {
  const paying = payingPhase(deposit, sight, progress)
  const { totalSats: paidSats, countedSats } = progress
  if (deposit.state === 'Expired')
    return {
      name: 'expired',
      provable: paying.name === 'provable' && !paying.relayStale,
      paidSats,
      countedSats,
      missingSats: above(deposit.sats, paidSats),
    }
  const enough = paying.name === 'confirming' || paying.name === 'provable'
  if (deadlines.payment?.passed && !enough)
    return { name: 'late', expirable: deadlines.payment.expirable, paidSats, countedSats }
  return paying
}

const refundablePhase = (
  deposit: Deposit,
  sight: DepositSight,
  deadlines: DepositDeadlines,
): DepositPhase & { name: 'refundable' } => ({
  name: 'refundable',
  recoverable: deadlines.blocksToRefund === 0,
  coin: sight.payments === null ? null : sight.payments.some(({ spent }) => !spent),
  mintedSats: deposit.mintedSats,
  returned: sight.recovered === true,
})

const mintedPhase = (
  deposit: Deposit,
  sight: DepositSight,
  progress: PaymentProgress,
  deadlines: DepositDeadlines,
): DepositPhase => {
  const { mintedSats, paidSats, position } = deposit
  if (progress.totalSats <= mintedSats) return { name: 'minted', mintedSats }
  if (deadlines.refundWindowNear && !deposit.swept) {
    const back = refundablePhase(deposit, sight, deadlines)
    // Where no coin is left nothing more comes back: either its depositor took it, which stays to be seen, or its staker, whose
    // sweep of an extra coin is proven instead.
    const reclaimed = sight.payments?.some((payment) => payment.reclaimed) ?? false
    return back.coin === false && !reclaimed ? { name: 'minted', mintedSats } : back
  }
  return {
    name: 'excess',
    mintedSats,
    waitingSats: above(paidSats, mintedSats),
    comingSats: above(progress.totalSats, paidSats),
    provable: progress.deepSats > 0n && !isStale(sight),
    confirmations: progress.confirmations,
    required: progress.required,
    position,
    drainable: sight.drainable ?? null,
  }
}

/** What of it can be minted for ever: what was taken beyond what is minted; all that waits where that is not seen. */
const everSats = ({ paidSats, mintedSats }: Deposit, { payments }: DepositSight): Sat => {
  const takenSats = sumOf((payments ?? []).filter(({ taken }) => taken))
  return above(takenSats > mintedSats && takenSats < paidSats ? takenSats : paidSats, mintedSats)
}

const phaseOf = (
  deposit: Deposit,
  sight: DepositSight,
  progress: PaymentProgress,
  deadlines: DepositDeadlines,
): DepositPhase => {
  const { state, mintedSats, paidSats, position } = deposit
  const drainable = sight.drainable ?? null
  if (sight.reorg != null && (state === 'Minted' || state === 'Escrowed')) {
    const { reorg, bitcoinHeight } = sight
    const blocksLeft = reorg.stage === 'reported' ? Math.max(0, reorg.untilHeight - bitcoinHeight) : null
    return { name: 'reorganised', mintedSats, reorg, blocksLeft }
  }
  switch (state) {
    case 'None':
      return { name: 'unknown' }
    case 'Queued':
      return { name: 'queued', position }
    case 'Offered': {
      const until = deposit.offerUntil ?? 0
      const secondsLeft = Math.max(0, until - sight.evmTime)
      return {
        name: 'offered',
        until,
        secondsLeft,
        lapsed: sight.evmTime > until,
        closed: sight.closed ?? null,
      }
    }
    case 'Requested': {
      const { evmBlock, drawBlock } = sight
      const ready = evmBlock === null || drawBlock === null ? null : evmBlock >= drawBlock + DRAW_READY_BLOCKS
      return { name: 'drawing', ready }
    }
    case 'Cancelled':
      return { name: 'cancelled' }
    case 'Minted':
      return mintedPhase(deposit, sight, progress, deadlines)
    case 'Assigned':
    case 'Expired':
    case 'Escrowed':
    case 'Refundable': {
      if (sight.recovered) return { name: 'recovered' }
      const waitingSats = above(paidSats, mintedSats)
      const missingSats = above(deposit.sats, progress.totalSats)
      if (deposit.swept)
        return { name: 'swept', waitingSats: everSats(deposit, sight), missingSats, position, drainable }
      if (state === 'Refundable' || deadlines.refundWindowNear)
        return refundablePhase(deposit, sight, deadlines)
      if (state !== 'Escrowed') return assignedPhase(deposit, sight, progress, deadlines)
      const reason = sight.reserved === true ? 'limit' : 'capacity'
      return { name: 'escrowed', reason, sats: waitingSats, position, drainable }
    }
  }
}

/**
 * Where a share stands, what can be done about it and by when, from chain data and what was seen on Bitcoin alone: no
 * clock of this machine, no memory. `pay` and `top_up` are offered only while a payment would still be on time by one
 * clock at least.
 */
export const depositPhase = (deposit: Deposit, sight: DepositSight): DepositView => {
  const deadlines = depositDeadlines(deposit, sight)
  const progress = paymentProgress(deposit, sight.payments, sight.baseConfirmations)
  const phase = phaseOf(deposit, sight, progress, deadlines)
  const facts = { deposit, sight, phase, progress, deadlines, relayStale: isStale(sight) }
  return { phase, actions: depositActions(facts), deadlines, progress }
}
