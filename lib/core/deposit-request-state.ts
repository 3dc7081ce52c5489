import type { DepositState } from './deposit-state.ts'

/**
 * What a request is called in lists once it has shares: by the one that is furthest from its end. A request is over when
 * all its shares are; it was minted when one of them was.
 * @param shares states of all its shares, at least one
 */
export const depositRequestState = (shares: readonly DepositState[]): DepositState => {
  const open = (['Assigned', 'Escrowed', 'Expired'] as const).find((state) => shares.includes(state))
  if (open !== undefined) return open
  return shares.includes('Minted') ? 'Minted' : (shares[0] ?? 'None')
}
