import { type Clocks, depositDeadlines } from './deposit-deadlines.ts'
import type { DepositState } from './deposit-state.ts'
import { shareDeadline } from './withdrawal-deadlines.ts'
import type { WithdrawalShareState } from './withdrawal-state.ts'

/** What a person has to do: pay, accept what is offered, take coins back, say that a share is late, or choose what becomes of a late one. */
export type Need = 'pay' | 'accept' | 'recover' | 'time_out' | 'choose'

/** Coins at the script of a deposit's share, those in the mempool included. */
export type ScriptCoins = Readonly<{ paid: boolean; unspent: boolean }>
type DepositShare = Readonly<{ state: DepositState; deadlineTime: number; deadlineHeight: number }>

function depositShareNeed(
  share: DepositShare,
  coins: ScriptCoins | null,
  refundHeight: number,
  clocks: Clocks,
): Need | null {
  const { state } = share
  if (coins === null) return null
  const { payment, refundWindowNear, blocksToRefund } = depositDeadlines(
    { assignment: share, refundHeight },
    clocks,
  )
  if (state === 'Assigned' && !coins.paid) return payment?.passed || refundWindowNear ? null : 'pay'
  // the index hears late, or never, that what waits in escrow was given up
  const taken = state === 'Assigned' || state === 'Expired' || state === 'Escrowed' || state === 'Refundable'
  return taken && coins.unspent && blocksToRefund === 0 ? 'recover' : null
}

/**
 * What a deposit needs from the account that asked for it; paying goes first, because it has a deadline, and only as long
 * as that has not passed.
 * @param coins by share; null while no Bitcoin source says: then nothing is claimed that depends on it
 */
export function depositNeed(
  deposit: Readonly<{ state: DepositState; refundHeight: number; shares: readonly DepositShare[] }>,
  coins: readonly (ScriptCoins | null)[],
  clocks: Clocks,
): Need | null {
  const { state, refundHeight, shares } = deposit
  if (state === 'Offered') return 'accept'
  const needs = shares.map((share, at) => depositShareNeed(share, coins[at] ?? null, refundHeight, clocks))
  return needs.find((need) => need === 'pay') ?? needs.find((need) => need !== null) ?? null
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
