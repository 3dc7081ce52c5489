import type { Coin } from './coin.ts'
import { dustLimit } from './dust-limit.ts'
import { feeAtRateUp } from './fee-at-rate-up.ts'
import type { TransactionOutput } from './parse-transaction.ts'
import { transactionWeight } from './transaction-weight.ts'

/** A transaction that is planned and not signed yet. The change, when there is one, is the last output. */
export type Spend = Readonly<{
  inputs: readonly Coin[]
  outputs: readonly TransactionOutput[]
  feeSats: bigint
  /** 0 when there is no change output */
  changeSats: bigint
  /** weight units once signed */
  weight: number
}>
export type SpendOrder = Readonly<{
  /** all of them are spent */
  inputs: readonly Coin[]
  /** what must be paid, in this order */
  outputs: readonly TransactionOutput[]
  changeScript: Uint8Array
  satsPerKvb: bigint
  /** a replacement has to pay more than what it replaces, whatever the rate (BIP-125) */
  leastFeeSats?: bigint
}>

const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/**
 * Spends exactly these coins. What is left over becomes change, or fee when it would be dust.
 * @returns null when they do not suffice
 */
export const spendCoins = (order: SpendOrder): Spend | null => {
  const { inputs, outputs, changeScript, satsPerKvb, leastFeeSats = 0n } = order
  const total = inputs.reduce((sum, { sats }) => sum + sats, 0n)
  const free = total - outputs.reduce((sum, { sats }) => sum + sats, 0n)
  const heavier = transactionWeight(inputs, [...outputs, { script: changeScript }])
  const feeSats = most(feeAtRateUp(heavier, satsPerKvb), leastFeeSats)
  const changeSats = free - feeSats
  if (changeSats >= dustLimit(changeScript)) {
    const change = { sats: changeSats, script: changeScript }
    return { inputs, outputs: [...outputs, change], feeSats, changeSats, weight: heavier }
  }
  // A transaction pays somebody: without other outputs the change is all there is.
  if (outputs.length === 0) return null
  const weight = transactionWeight(inputs, outputs)
  if (free < most(feeAtRateUp(weight, satsPerKvb), leastFeeSats)) return null
  return { inputs, outputs, feeSats: free, changeSats: 0n, weight }
}
