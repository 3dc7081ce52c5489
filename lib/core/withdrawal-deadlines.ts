import type { Clocks } from './deposit-deadlines.ts'
import type { WithdrawalShare } from './withdrawal.ts'
import { LATE_MARGIN_BLOCKS, LATE_MARGIN_SECONDS } from './withdrawal-rules.ts'

export type ShareDeadline = Readonly<{
  /** both clocks are beyond the deadline */
  passed: boolean
  /** both are beyond its margins, too: anyone may record that it is late */
  timeOut: boolean
  /** EVM time and Bitcoin height after which that is so */
  timeOutAfterTime: number
  timeOutAfterHeight: number
}>

/** Both clocks of a share. Mirrors `timeOutShare` in contracts/src/WithdrawalManager.sol. */
export const shareDeadline = (
  { deadlineTime, deadlineHeight }: Pick<WithdrawalShare, 'deadlineTime' | 'deadlineHeight'>,
  { evmTime, bitcoinHeight }: Clocks,
): ShareDeadline => {
  const timeOutAfterTime = deadlineTime + LATE_MARGIN_SECONDS
  const timeOutAfterHeight = deadlineHeight + LATE_MARGIN_BLOCKS
  return {
    passed: evmTime > deadlineTime && bitcoinHeight > deadlineHeight,
    timeOut: evmTime > timeOutAfterTime && bitcoinHeight > timeOutAfterHeight,
    timeOutAfterTime,
    timeOutAfterHeight,
  }
}
