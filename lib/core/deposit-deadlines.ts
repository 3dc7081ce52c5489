import { EXPIRY_MARGIN_BLOCKS, REFUND_MARGIN_BLOCKS } from './deposit-rules.ts'
import type { Deposit } from './deposit-state.ts'

/** The chain's clocks: `evmTime` of the newest EVM block in seconds, `bitcoinHeight` of the relay's tip. */
export type Clocks = Readonly<{ evmTime: number; bitcoinHeight: number }>

export type DepositDeadlines = Readonly<{
  /** null before the draw */
  payment: Readonly<{
    time: number
    height: number
    /** 0 when that clock has passed */
    secondsLeft: number
    blocksLeft: number
    timePassed: boolean
    heightPassed: boolean
    /** a deadline has passed only when both clocks are beyond it */
    passed: boolean
    /** from here anyone may expire it: both clocks, and the grace for payments mined on time */
    expirable: boolean
    expirableFromHeight: number
  }> | null
  /** last tip at which it can still be minted */
  mintUntilHeight: number
  /** true when it can no longer be minted */
  refundWindowNear: boolean
  refundHeight: number
  /** blocks until the depositor can take the coin back alone, 0 when that is now */
  blocksToRefund: number
}>

/** Both clocks of a deposit. Mirrors `expireDeposit` and the mint rule in contracts/src/deposits. What halts moved is in them. */
export const depositDeadlines = (
  deposit: Pick<Deposit, 'refundHeight'> &
    Readonly<{ assignment: Readonly<{ deadlineTime: number; deadlineHeight: number }> | null }>,
  { evmTime, bitcoinHeight }: Clocks,
): DepositDeadlines => {
  const { assignment, refundHeight } = deposit
  const payment = () => {
    if (assignment === null) return null
    const { deadlineTime: time, deadlineHeight: height } = assignment
    const timePassed = evmTime > time
    const heightPassed = bitcoinHeight > height
    const expirableFromHeight = height + EXPIRY_MARGIN_BLOCKS + 1
    return {
      time,
      height,
      secondsLeft: Math.max(0, time - evmTime),
      blocksLeft: Math.max(0, height - bitcoinHeight),
      timePassed,
      heightPassed,
      passed: timePassed && heightPassed,
      expirable: timePassed && bitcoinHeight >= expirableFromHeight,
      expirableFromHeight,
    }
  }
  return {
    payment: payment(),
    mintUntilHeight: refundHeight - REFUND_MARGIN_BLOCKS,
    refundWindowNear: refundHeight - bitcoinHeight < REFUND_MARGIN_BLOCKS,
    refundHeight,
    blocksToRefund: Math.max(0, refundHeight - bitcoinHeight),
  }
}
