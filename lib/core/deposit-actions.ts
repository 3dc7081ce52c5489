import type { DepositDeadlines } from './deposit-deadlines.ts'
import type { DepositAction, DepositPhase, DepositSight } from './deposit-phases.ts'
import type { Deposit } from './deposit-state.ts'
import type { PaymentProgress } from './payment-progress.ts'

export type DepositFacts = Readonly<{
  deposit: Deposit
  sight: DepositSight
  phase: DepositPhase
  progress: PaymentProgress
  deadlines: DepositDeadlines
  /** the relay's tip is too old for a proof */
  relayStale: boolean
}>

const counting: ReadonlySet<Deposit['state']> = new Set(['Assigned', 'Expired', 'Escrowed', 'Minted'])

/** What can be done about a share now, by its requester or by anyone; the most useful first. */
export const depositActions = (facts: DepositFacts): readonly DepositAction[] => {
  const { deposit, sight, phase, progress, deadlines } = facts
  const when = (holds: boolean, action: DepositAction): DepositAction[] => (holds ? [action] : [])
  // A share that was paid whole and then waited until its window neared was not late: only a forfeited bond is gone.
  const paidWhole = deposit.state === 'Refundable' && deposit.paidSats >= deposit.sats
  const claimable =
    deposit.state === 'Minted' || deposit.state === 'Escrowed' || deposit.state === 'Cancelled' || paidWhole
  const bond = when(claimable && deposit.bondWei > 0n, 'claim_bond')
  const expire = when(deposit.state === 'Assigned' && deadlines.payment?.expirable === true, 'expire')
  const provable = progress.deepSats > 0n && !facts.relayStale
  const prove = when(provable && (!deadlines.refundWindowNear || deposit.swept), 'prove')
  // What its staker took beyond what was minted. A payment that can still be counted by itself is counted first; where it
  // cannot any more, the spend proves it as well.
  const countable = counting.has(deposit.state) && !deadlines.refundWindowNear
  const taken =
    sight.payments?.filter(
      (payment) => payment.taken && (payment.counted || !payment.provable || !countable),
    ) ?? []
  const takenSats = taken.reduce((sum, { sats }) => sum + sats, 0n)
  const proveSweep = when(!deposit.swept && takenSats > deposit.mintedSats, 'prove_sweep')
  const partial =
    (deposit.state === 'Assigned' || deposit.state === 'Expired') &&
    deposit.paidSats > 0n &&
    deposit.paidSats < deposit.sats
  const finalise = when(partial, 'finalise')
  const drain = when(sight.drainable === true, 'drain')
  switch (phase.name) {
    case 'unknown':
    case 'recovered':
      return []
    case 'queued':
      return [...when(phase.position === 1 && sight.drainable === true, 'drain_queue'), 'cancel_queue']
    case 'offered':
      return phase.lapsed ? ['lapse'] : [...when(phase.closed === null, 'accept'), 'cancel_queue']
    case 'drawing':
      return when(phase.ready === true, 'resolve')
    case 'awaiting_payment':
      return when(phase.seen === false, 'pay')
    case 'unprovable':
      return [...proveSweep, 'pay']
    case 'underpaid':
      return ['top_up', ...prove, ...finalise, ...proveSweep]
    case 'confirming':
      return expire
    case 'provable':
      return [...prove, ...expire]
    case 'late':
      return [...prove, ...finalise, ...expire, ...proveSweep]
    case 'expired':
      return [...prove, ...finalise, ...proveSweep]
    case 'escrowed':
      return [...drain, ...prove, ...proveSweep, ...bond]
    case 'swept': {
      // Only what was taken can still be minted: a coin that was left is its depositor's.
      const left = deadlines.blocksToRefund === 0 && sight.payments?.some(({ spent }) => !spent) === true
      return [...drain, ...prove, ...finalise, ...when(left, 'recover'), ...bond]
    }
    case 'excess':
      return [...drain, ...prove, ...proveSweep, ...bond]
    case 'reorganised': {
      const { reorg } = phase
      if (reorg.stage !== 'reported') return [...when(reorg.stage === 'unreported', 'report_reorg'), ...bond]
      const over = sight.bitcoinHeight > reorg.untilHeight
      return [
        ...when(reorg.reprovable, 'reprove'),
        ...when(over && !reorg.reprovable, 'close_reorg'),
        ...bond,
      ]
    }
    case 'cancelled':
    case 'minted':
      return [...bond, ...proveSweep]
    case 'refundable':
      return [...when(phase.recoverable && phase.coin === true, 'recover'), ...proveSweep, ...bond]
  }
}
