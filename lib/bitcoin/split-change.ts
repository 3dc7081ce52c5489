import { feeAtRateUp } from './fee-at-rate-up.ts'
import type { Spend } from './spend-coins.ts'
import { transactionWeight } from './transaction-weight.ts'

/**
 * Cuts the change into equal coins and pays for the larger transaction. Fewer when they would be smaller than is worth keeping;
 * the last takes what does not divide.
 * @param parts coins wanted
 * @param leastSats least that each must carry
 */
export const splitChange = (spend: Spend, parts: number, leastSats: bigint, satsPerKvb: bigint): Spend => {
  const change = spend.changeSats > 0n ? spend.outputs.at(-1) : undefined
  for (let count = parts; change !== undefined && count > 1; count--) {
    const added = Array.from({ length: count - 1 }, () => change)
    const weight = transactionWeight(spend.inputs, [...spend.outputs, ...added])
    const feeSats = spend.feeSats + feeAtRateUp(weight, satsPerKvb) - feeAtRateUp(spend.weight, satsPerKvb)
    const changeSats = spend.changeSats + spend.feeSats - feeSats
    const each = changeSats / BigInt(count)
    if (each < leastSats) continue
    const last = changeSats - each * BigInt(count - 1)
    const coins = [...added.map(() => each), last].map((sats) => ({ sats, script: change.script }))
    return {
      inputs: spend.inputs,
      outputs: [...spend.outputs.slice(0, -1), ...coins],
      feeSats,
      changeSats,
      weight,
    }
  }
  return spend
}
