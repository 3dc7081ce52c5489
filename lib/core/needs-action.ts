import type { Clocks } from './deposit-deadlines.ts'
import type { DepositState } from './deposit-state.ts'
import { shareDeadline } from './withdrawal-deadlines.ts'
import type { WithdrawalShareState } from './withdrawal-state.ts'

/** What a person has to do: pay, take coins back, say that a share is late, or choose what becomes of a late one. */
export type Need = 'pay' | 'recover' | 'time_out' | 'choose'

/** Coins at a deposit's own script, those in the mempool included. */
export type ScriptCoins = Readonly<{ paid: boolean; unspent: boolean }>

/**
 * What a deposit needs from the account that asked for it.
 * @param coins null while no Bitcoin source says; then nothing is claimed that depends on it
 */
export function depositNeed(
  deposit: Readonly<{ state: DepositState; refundHeight: number }>,
  coins: ScriptCoins | null,
  bitcoinHeight: number,
): Need | null {
  if (coins === null) return null
  const { state, refundHeight } = deposit
  if (state === 'Assigned' && !coins.paid) return 'pay'
  const taken = state === 'Assigned' || state === 'Expired' || state === 'Refundable'
  return taken && coins.unspent && bitcoinHeight >= refundHeight ? 'recover' : null
}

/** What a withdrawal needs from its owner; the choice goes before the record that leads to one. */
export function withdrawalNeed(
  shares: readonly Readonly<{ state: WithdrawalShareState; deadlineTime: number; deadlineHeight: number }>[],
  clocks: Clocks,
): Need | null {
  if (shares.some(({ state }) => state === 'TimedOut')) return 'choose'
  const late = shares.some((share) => share.state === 'Pending' && shareDeadline(share, clocks).timeOut)
  return late ? 'time_out' : null
}
