import { db } from 'ponder:api'
import { withdrawal, withdrawalShare } from 'ponder:schema'
import { and, eq, exists, gt, inArray, not, or, type sql } from 'ponder'

type Condition = ReturnType<typeof sql> | undefined
type ShareState = (typeof withdrawalShare.$inferSelect)['state']

const hasShare = (...states: ShareState[]) =>
  exists(
    db
      .select({ share: withdrawalShare.share })
      .from(withdrawalShare)
      .where(and(eq(withdrawalShare.reqId, withdrawal.reqId), inArray(withdrawalShare.state, states))),
  )

/**
 * Which withdrawals are in a state, as Postgres finds them: the rules of `lib/core/withdrawal-state.ts` a second time,
 * because a list cannot fetch everything to derive it. The tests ask for every state and compare.
 * @returns undefined for what is no state of a withdrawal
 */
export function inWithdrawalState(state: string): Condition {
  const open = hasShare('Pending', 'TimedOut')
  const paid = hasShare('Paid')
  const waits = gt(withdrawal.unplaced, 0n)
  const unpaid = not(paid)
  const over = [not(open), not(waits)]
  const untouched = [unpaid, not(open), waits]
  switch (state) {
    case 'Requested':
      return and(...untouched, eq(withdrawal.drawing, true))
    case 'Queued':
      return and(...untouched, eq(withdrawal.drawing, false))
    case 'Assigned':
      return and(unpaid, open)
    case 'PartlyPaid':
      return and(paid, or(open, waits))
    case 'Complete':
      return and(paid, ...over)
    case 'Failed':
      return and(unpaid, hasShare('Reimbursed'), ...over)
    case 'Cancelled':
      return and(unpaid, not(hasShare('Reimbursed')), ...over)
    default:
      return undefined
  }
}

/** Something of it is still owed or unplaced. */
export function isOpen(): Condition {
  return or(hasShare('Pending', 'TimedOut'), gt(withdrawal.unplaced, 0n))
}
