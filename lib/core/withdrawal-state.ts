/** In the order of the enum `WithdrawalState` in contracts/src/types/WithdrawalTypes.sol. */
export const withdrawalStates = [
  'None',
  'Requested',
  'Queued',
  'Assigned',
  'PartlyPaid',
  'Complete',
  'Failed',
  'Cancelled',
] as const
export type WithdrawalState = (typeof withdrawalStates)[number]

/** In the order of the enum `ShareState` in contracts/src/types/WithdrawalTypes.sol. */
export const withdrawalShareStates = ['None', 'Pending', 'Paid', 'TimedOut', 'Retried', 'Reimbursed'] as const
export type WithdrawalShareState = (typeof withdrawalShareStates)[number]

/**
 * The state of a withdrawal that was asked for: it follows from its shares and from what none of them carries.
 * Mirrors `WithdrawalBook._stateOf` in contracts/src/withdrawals/WithdrawalBook.sol.
 * @param known.unplacedSats what no share carries: drawn for or queued
 * @param known.drawing whether a draw for it is open
 * @param known.shares states of all shares there ever were
 */
export function withdrawalState(known: {
  unplacedSats: bigint
  drawing: boolean
  shares: readonly WithdrawalShareState[]
}): WithdrawalState {
  const has = (...states: WithdrawalShareState[]) => known.shares.some((state) => states.includes(state))
  // A late payment still counts until the owner acts, so a share that timed out is open.
  const open = has('Pending', 'TimedOut')
  const paid = has('Paid')
  if (!open && known.unplacedSats === 0n) {
    if (paid) return 'Complete'
    return has('Reimbursed') ? 'Failed' : 'Cancelled'
  }
  if (paid) return 'PartlyPaid'
  if (open) return 'Assigned'
  return known.drawing ? 'Requested' : 'Queued'
}
