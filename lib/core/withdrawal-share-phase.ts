import type { Clocks } from './deposit-deadlines.ts'
import type { WithdrawalShare } from './withdrawal.ts'
import { type ShareDeadline, shareDeadline } from './withdrawal-deadlines.ts'

/**
 * A payment of the share as found on Bitcoin: to the payout script, carrying the share's marking, and enough.
 * `verified` counts blocks whose work this browser checked, `counted` those that the contract would count.
 */
export type SharePayment = Readonly<{ verified: number; counted: number }>

export type ShareSight = Clocks &
  Readonly<{
    /** confirmations that the contract asks for */
    required: number
    /** null when none was found; `unknown` when no Bitcoin source answers */
    payment: SharePayment | 'unknown' | null
  }>

export type SharePhase =
  /** nothing on Bitcoin yet; `seen` null when that cannot be known. `late`: both clocks have passed */
  | Readonly<{ name: 'awaiting'; seen: false | null; late: boolean }>
  | Readonly<{ name: 'confirming'; verified: number; required: number; late: boolean }>
  /** enough confirmations: anyone may prove it */
  | Readonly<{ name: 'provable'; required: number }>
  /** the only phase that says the BTC has arrived for good: the chain's own word (T10) */
  | Readonly<{ name: 'paid' }>
  /** `arrived`: a payment came late; proving it still ends the share as paid */
  | Readonly<{ name: 'timed_out'; arrived: boolean }>
  | Readonly<{ name: 'retried' }>
  | Readonly<{ name: 'reimbursed' }>

/** What can be done about a share. The last two are its owner's alone. */
export type ShareAction = 'prove' | 'time_out' | 'retry' | 'reimburse'
export type ShareView = Readonly<{
  phase: SharePhase
  actions: readonly ShareAction[]
  deadline: ShareDeadline
}>

const found = ({ payment }: ShareSight): SharePayment | null =>
  payment === 'unknown' || payment === null ? null : payment

/**
 * What is in a block that the contract knows has arrived: it is proven, not called late. One in the mempool may never be
 * mined, and a source that only claims a block must not keep an owner from what is due.
 */
const hasArrived = (payment: SharePayment | null): boolean => payment !== null && payment.counted > 0

const phaseOf = (share: WithdrawalShare, sight: ShareSight, deadline: ShareDeadline): SharePhase => {
  const payment = found(sight)
  const provable = payment !== null && payment.counted >= sight.required
  switch (share.state) {
    case 'Paid':
      return { name: 'paid' }
    case 'Retried':
      return { name: 'retried' }
    case 'Reimbursed':
      return { name: 'reimbursed' }
    case 'TimedOut':
      return { name: 'timed_out', arrived: hasArrived(payment) }
    case 'None':
    case 'Pending': {
      const late = deadline.passed
      if (provable) return { name: 'provable', required: sight.required }
      if (payment !== null)
        return { name: 'confirming', verified: payment.verified, required: sight.required, late }
      return { name: 'awaiting', seen: sight.payment === 'unknown' ? null : false, late }
    }
  }
}

const actionsOf = (share: WithdrawalShare, sight: ShareSight, deadline: ShareDeadline): ShareAction[] => {
  const payment = found(sight)
  const prove: ShareAction[] = payment !== null && payment.counted >= sight.required ? ['prove'] : []
  const arrived = hasArrived(payment)
  if (share.state === 'Pending')
    return [...prove, ...(deadline.timeOut && !arrived ? ['time_out' as const] : [])]
  if (share.state === 'TimedOut') return arrived ? prove : ['retry', 'reimburse']
  return []
}

/** Where a share stands, from chain data and what was seen on Bitcoin alone: no clock of this machine, no memory. */
export const withdrawalSharePhase = (share: WithdrawalShare, sight: ShareSight): ShareView => {
  const deadline = shareDeadline(share, sight)
  return { phase: phaseOf(share, sight, deadline), actions: actionsOf(share, sight, deadline), deadline }
}
