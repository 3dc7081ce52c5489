import type { Coin } from './coin.ts'
import { outpointKey } from './outpoint-key.ts'
import { type Spend, type SpendOrder, spendCoins } from './spend-coins.ts'

const largestFirst = (a: Coin, b: Coin): number =>
  a.sats === b.sats ? (outpointKey(a) < outpointKey(b) ? -1 : 1) : a.sats > b.sats ? -1 : 1

/**
 * Pays with the coins that must be spent and as few of the others as suffice, the largest first, so that equal data always
 * gives the same transaction. Coins are added until the change is worth keeping, because change is what a later bump of
 * the fee is paid from; when that cannot be had, the first choice that pays is taken.
 * @param required spent in any case, first
 * @param others in no particular order
 * @param leastChangeSats change below this is avoided when there are more coins
 * @returns null when all together do not suffice
 */
export const chooseCoins = (
  order: Omit<SpendOrder, 'inputs'> &
    Readonly<{ required: readonly Coin[]; others: readonly Coin[]; leastChangeSats: bigint }>,
): Spend | null => {
  const { required, others, leastChangeSats, ...rest } = order
  const added = others.toSorted(largestFirst)
  let found: Spend | null = null
  for (let count = 0; count <= added.length; count++) {
    const spend = spendCoins({ ...rest, inputs: [...required, ...added.slice(0, count)] })
    if (spend !== null && spend.changeSats >= leastChangeSats) return spend
    found ??= spend
  }
  return found
}
