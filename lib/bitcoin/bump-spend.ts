import type { Coin } from './coin.ts'
import type { TransactionOutput } from './parse-transaction.ts'
import { type Spend, spendCoins } from './spend-coins.ts'
import { transactionWeight } from './transaction-weight.ts'
import { virtualSize } from './virtual-size.ts'

/** Incremental relay fee in sats for 1,000 virtual bytes: Bitcoin Core's default up to 29; 30 takes a tenth of it. */
const RELAY_SATS_PER_KVB = 1_000n

/**
 * Replaces a transaction by one of exactly the same coins and payments and a higher fee, taken from the change. BIP-125:
 * more absolute fee (rule 3), by at least the relay rate of its own size (rule 4); no new input, so rule 2 holds by itself.
 * @param old inputs, fixed payments without the change, and fee of what is replaced, its descendants' fees included
 * @returns null when the change does not suffice: only a child can help then
 */
export const bumpSpend = (
  old: Readonly<{ inputs: readonly Coin[]; payments: readonly TransactionOutput[]; feeSats: bigint }>,
  changeScript: Uint8Array,
  satsPerKvb: bigint,
): Spend | null => {
  const weight = transactionWeight(old.inputs, [...old.payments, { script: changeScript }])
  const more = (virtualSize(weight) * RELAY_SATS_PER_KVB + 999n) / 1_000n
  const { inputs, payments: outputs } = old
  return spendCoins({ inputs, outputs, changeScript, satsPerKvb, leastFeeSats: old.feeSats + more })
}
