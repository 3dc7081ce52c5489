import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bumpFees, nextBaseFee, quoteFees } from './fees.ts'

const wei = fc.bigInt({ min: 0n, max: 10n ** 12n })

describe('quoteFees', () => {
  test('default: room for a doubled base fee', () => {
    expect(quoteFees({ baseFeePerGas: 100n, priorityFee: 10n }, 1000n)).toEqual({
      maxFeePerGas: 210n,
      maxPriorityFeePerGas: 10n,
    })
  })

  test('behavior: never above the cap, always enough for the next block, or nothing', () => {
    fc.assert(
      fc.property(wei, wei, wei, (baseFeePerGas, priorityFee, cap) => {
        const fees = quoteFees({ baseFeePerGas, priorityFee }, cap)
        if (!fees) return cap <= nextBaseFee(baseFeePerGas)
        return (
          fees.maxFeePerGas <= cap &&
          fees.maxFeePerGas >= nextBaseFee(baseFeePerGas) + fees.maxPriorityFeePerGas &&
          fees.maxPriorityFeePerGas <= priorityFee
        )
      }),
    )
  })
})

describe('bumpFees', () => {
  test('X14 behavior: both fields rise by a tenth or more, or it waits', () => {
    fc.assert(
      fc.property(wei, wei, wei, wei, wei, (fee, tip, baseFeePerGas, priorityFee, cap) => {
        const before = { maxFeePerGas: fee + tip, maxPriorityFeePerGas: tip }
        const after = bumpFees(before, { baseFeePerGas, priorityFee }, cap)
        if (!after) return true
        return (
          after.maxFeePerGas <= cap &&
          after.maxFeePerGas * 10n >= before.maxFeePerGas * 11n &&
          after.maxPriorityFeePerGas * 10n >= before.maxPriorityFeePerGas * 11n &&
          after.maxPriorityFeePerGas <= after.maxFeePerGas
        )
      }),
    )
  })

  test('behavior: at the cap there is nothing left to bump', () => {
    const before = { maxFeePerGas: 1000n, maxPriorityFeePerGas: 10n }
    expect(bumpFees(before, { baseFeePerGas: 10n, priorityFee: 10n }, 1000n)).toBeNull()
  })
})
