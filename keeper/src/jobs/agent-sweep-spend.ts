import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { feeAtRateUp } from '../../../lib/bitcoin/fee-at-rate-up.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { type Spend, spendCoins } from '../../../lib/bitcoin/spend-coins.ts'
import { splitChange } from '../../../lib/bitcoin/split-change.ts'
import { transactionWeight } from '../../../lib/bitcoin/transaction-weight.ts'
import { LEAST_COIN_SATS } from '../decide/agent-anchor.ts'
import { LEAST_PART_SATS, partsOf } from '../decide/agent-coins.ts'
import type { CoinView } from '../decide/agent-view.ts'
import type { StakerContext } from './agent-context.ts'

/**
 * Sweeps as many of the coins, the first ones, as half of the fee cap is enough for: the other half is for replacing it.
 * @returns null when the cap is too low for a single one
 */
export function sweepSpend(
  { signer, config }: Pick<StakerContext, 'signer' | 'config'>,
  { view, owed }: { view: CoinView; owed: number },
  coins: readonly Coin[],
  satsPerKvb: bigint,
): Spend | null {
  for (let count = coins.length; count > 0; count--) {
    const inputs = coins.slice(0, count)
    const one = spendCoins({ inputs, outputs: [], changeScript: signer.script, satsPerKvb })
    if (one === null || one.feeSats > config.maxFeeSats / (count > 1 ? 2n : 1n)) continue
    const parts = partsOf({ owed, coins: ownCoins(view) })
    const cut = splitChange(one, parts, LEAST_PART_SATS, satsPerKvb)
    return cut.feeSats > config.maxFeeSats ? one : cut
  }
  return null
}

/** What one more coin of the kind adds to a fee. */
export function inputFee(coin: Coin, satsPerKvb: bigint): bigint {
  return feeAtRateUp(transactionWeight([coin, coin], []) - transactionWeight([coin], []), satsPerKvb)
}

/** Also those that are not in a block yet: a sweep that waits must not be cut up again by the next one. */
function ownCoins({ outputs, spends }: CoinView): number {
  return [...outputs.values()].filter(
    (coin) => coin.sats >= LEAST_COIN_SATS && !spends.has(outpointKey(coin)),
  ).length
}
