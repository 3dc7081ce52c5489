import type { WithdrawalDto } from '../../api/withdrawals.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/**
 * Whether what the index tells of a withdrawal can be the chain's withdrawal: what never changes is equal. Of one that is
 * not, nothing is shown: its times and transactions would be somebody else's.
 */
export const recordFits = (record: WithdrawalDto, withdrawal: Withdrawal): boolean =>
  record.reqId === withdrawal.reqId.toString() &&
  record.sats === withdrawal.sats.toString() &&
  same(record.owner, withdrawal.owner) &&
  same(record.payoutScript, withdrawal.payoutScript) &&
  record.shares.every(({ share, staker }) => {
    const known = withdrawal.shares.find((one) => one.share === share)
    // the index may be a block ahead of what was read here
    return known === undefined || same(known.staker, staker)
  })
