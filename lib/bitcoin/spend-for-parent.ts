import type { Coin } from './coin.ts'
import { feeAtRateUp } from './fee-at-rate-up.ts'
import { type Spend, spendCoins } from './spend-coins.ts'
import { transactionWeight } from './transaction-weight.ts'

/**
 * Child pays for parent: spends the parent's change to the same script with a fee that lifts both to the wanted rate.
 * @param parent its change, the fee it pays and its weight in weight units
 * @returns null when the change cannot carry that fee
 */
export const spendForParent = (
  parent: Readonly<{ change: Coin; feeSats: bigint; weight: number }>,
  script: Uint8Array,
  satsPerKvb: bigint,
): Spend | null => {
  const inputs = [parent.change]
  // Each is rounded up to virtual bytes by itself, as nodes count a package.
  const child = transactionWeight(inputs, [{ script }])
  const leastFeeSats =
    feeAtRateUp(child, satsPerKvb) + feeAtRateUp(parent.weight, satsPerKvb) - parent.feeSats
  return spendCoins({ inputs, outputs: [], changeScript: script, satsPerKvb, leastFeeSats })
}
