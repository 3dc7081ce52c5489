import type { Clocks } from './deposit-deadlines.ts'
import { DRAW_READY_BLOCKS } from './deposit-rules.ts'
import { leastShare } from './preview-split.ts'
import type { Withdrawal } from './withdrawal.ts'
import type { WithdrawalState } from './withdrawal-state.ts'

export type WithdrawalSight = Clocks &
  Readonly<{
    /** newest EVM block */
    evmBlock: number
    /** EVM block in which its draw was asked for, null when none is open */
    drawBlock: number | null
    /** first of the queue, null when it is empty */
    firstInQueue: bigint | null
    /** the most that one holder could carry now, in sats */
    largestSats: bigint
    dustSats: bigint
    /** the least miner fee that a staker asks while none takes this one; null when one does, or that is unknown */
    askedFeeSats?: bigint | null
  }>

/**
 * Why a part waits in the queue: no staker takes so low a miner fee, others are before it, nobody holds enough, or anyone
 * may ask for its draw now.
 */
export type QueueReason = 'fee_too_low' | 'behind_others' | 'nothing_free' | 'drainable'

export type WithdrawalPhase = Readonly<{
  /** the chain's own word, never this page's: nothing is complete before it says so (T10) */
  name: Exclude<WithdrawalState, 'None'> | 'Unknown'
  /** a draw is open; `ready`: anyone may resolve it */
  draw: Readonly<{ ready: boolean; blocksLeft: number }> | null
  /** a part waits in the queue and is not drawn for */
  queue: Readonly<{ position: number; reason: QueueReason }> | null
}>

/** What can be done about the whole. Only its owner cancels. */
export type WithdrawalAction = 'resolve' | 'drain' | 'cancel_queued'
export type WithdrawalWhole = Readonly<{ phase: WithdrawalPhase; actions: readonly WithdrawalAction[] }>

const queueReason = (withdrawal: Withdrawal, sight: WithdrawalSight): QueueReason => {
  // its draw would find nobody, wherever it stands
  if (sight.askedFeeSats != null) return 'fee_too_low'
  if (sight.firstInQueue !== withdrawal.reqId) return 'behind_others'
  const { maxFeeSats: minerFee, unplacedSats } = withdrawal
  const needed = leastShare(unplacedSats, { minShare: sight.dustSats + minerFee, minerFee })
  return sight.largestSats < needed ? 'nothing_free' : 'drainable'
}

/** Where a withdrawal stands apart from its shares. Mirrors the rules of contracts/src/withdrawals/WithdrawalDraws.sol. */
export const withdrawalPhase = (withdrawal: Withdrawal, sight: WithdrawalSight): WithdrawalWhole => {
  const { state, drawing, position } = withdrawal
  const blocksLeft =
    sight.drawBlock === null ? 0 : Math.max(0, sight.drawBlock + DRAW_READY_BLOCKS - sight.evmBlock)
  const draw = drawing ? { ready: sight.drawBlock !== null && blocksLeft === 0, blocksLeft } : null
  const queue = position > 0 && !drawing ? { position, reason: queueReason(withdrawal, sight) } : null
  const actions: WithdrawalAction[] = []
  if (draw?.ready) actions.push('resolve')
  if (queue?.reason === 'drainable') actions.push('drain')
  // also while it is drawn for: the draw then places nothing
  if (position > 0) actions.push('cancel_queued')
  return { phase: { name: state === 'None' ? 'Unknown' : state, draw, queue }, actions }
}
