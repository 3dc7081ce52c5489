import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compensationDown, penaltyDown } from './compensation-down.ts'
import { feeUp } from './fee-up.ts'
import { grossUp } from './gross-up.ts'
import { minerFees } from './miner-fees.ts'
import { preview } from './preview-split.ts'
import { quoteWithdrawal } from './quote-withdrawal.ts'
import type { Sat } from './units.ts'
import { arrivesBy } from './withdrawal-arrives.ts'
import {
  COMPENSATION_BPS,
  FEES_A_CRUMB,
  LATE_MARGIN_BLOCKS,
  LATE_MARGIN_SECONDS,
  MAX_MINER_FEE,
  MAX_SHARES,
} from './withdrawal-rules.ts'

const sat = (value: bigint) => value as Sat
const market = {
  dustSats: sat(10_000n),
  redeemFeeBps: 50,
  confirmations: 6,
  queueEmpty: true,
  rooms: [300_000n, 100_000n, 200_000n],
}
const amount = fc.bigInt({ min: 1n, max: 10_0000_0000n })

describe('withdrawal rules', () => {
  test('are the contracts’ own', () => {
    const source = (path: string) =>
      readFileSync(join(import.meta.dirname, '../../contracts/src', path), 'utf8')
    const manager = source('WithdrawalManager.sol')
    expect(manager).toContain(`LATE_MARGIN_BLOCKS = ${LATE_MARGIN_BLOCKS};`)
    expect(manager).toContain(`LATE_MARGIN_SECONDS = ${LATE_MARGIN_SECONDS / 3_600} hours;`)
    expect(source('withdrawals/WithdrawalRequests.sol').replaceAll('_', '')).toContain(
      `MAXMINERFEE = ${MAX_MINER_FEE};`,
    )
    expect(source('libraries/BridgeAccounting.sol')).toContain(`COMPENSATION_BPS = ${COMPENSATION_BPS};`)
    expect(source('libraries/SplitRules.sol')).toContain(`FEES_A_CRUMB = ${FEES_A_CRUMB};`)
    expect(source('HolderSelector.sol')).toContain(`MAX_SHARES = ${MAX_SHARES};`)
  })
  test('grossUp: the least amount of which enough is left', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 200 }), (net, bps) => {
        const gross = grossUp(sat(net), bps)
        expect(gross - feeUp(gross, bps)).toBeGreaterThanOrEqual(net)
        expect(gross - 1n - feeUp(sat(gross - 1n), bps)).toBeLessThan(net)
      }),
    )
  })
  test('preview: no share and no rest is too small, the heaviest first, five at most', () => {
    const rooms = fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { maxLength: 8 })
    fc.assert(
      fc.property(fc.bigInt({ min: 11_000n, max: 5_000_000n }), rooms, (sats, holders) => {
        const shares = preview(sats, { minShare: 11_000n, minerFee: 1_000n }, holders)
        const rest = shares.reduce((left, share) => left - share, sats)
        expect(shares.length).toBeLessThanOrEqual(MAX_SHARES)
        expect(shares.every((share) => share >= 11_000n)).toBe(true)
        expect(rest === 0n || rest >= 11_000n).toBe(true)
      }),
    )
    const one = { minShare: 11_000n, minerFee: 1_000n }
    expect(preview(505_000n, one, market.rooms)).toEqual([300_000n, 194_000n, 11_000n])
    const dear = { minShare: 20_000n, minerFee: 10_000n }
    expect(preview(505_000n, dear, [99_999n, 100_000n]), 'ten miner fees or nothing').toEqual([100_000n])
    expect(preview(50_000n, dear, [99_999n]), 'all that is left').toEqual([50_000n])
  })
})

describe('quoteWithdrawal', () => {
  test('default: one staker carries it', () => {
    const quote = quoteWithdrawal(sat(100_000n), sat(1_000n), market)
    expect(quote).toEqual({
      feeSats: 500n,
      minSats: 11_056n,
      queuedSats: 0n,
      confirmations: 6,
      shareSats: [99_500n],
    })
    expect(arrivesBy(quote, sat(1_000n))).toBe(98_500n)
  })
  test('behavior: split, and each share pays its miner fee', () => {
    const quote = quoteWithdrawal(sat(500_000n), sat(1_000n), market)
    expect(quote.shareSats).toEqual([300_000n, 197_500n])
    expect(arrivesBy(quote, sat(1_000n))).toBe(495_500n)
  })
  test('behavior: others wait: all of it stands behind them', () => {
    const quote = quoteWithdrawal(sat(100_000n), sat(1_000n), { ...market, queueEmpty: false })
    expect(quote).toMatchObject({ shareSats: [], queuedSats: 99_500n })
    expect(arrivesBy(quote, sat(1_000n))).toBe(98_500n)
  })
})

describe('what a late share gives', () => {
  test('default: 110 % of it in collateral, or the penalty', () => {
    const backing = { valueSats: 1_000_000n, issuedSats: 500_000n }
    expect(compensationDown(100_000n, backing)).toEqual({ dueSats: 110_000n, takenSats: 100_000n })
    expect(penaltyDown(100_000n, 1_000, backing)).toBe(10_000n)
  })
  test('behavior: never more than the part of the collateral behind it', () => {
    const backing = { valueSats: 500_000n, issuedSats: 500_000n }
    expect(compensationDown(100_000n, backing)).toEqual({ dueSats: 100_000n, takenSats: 90_909n })
    expect(penaltyDown(100_000n, 1_000, { valueSats: 1_000n, issuedSats: 500_000n })).toBe(200n)
  })
})

describe('minerFees', () => {
  test('default: by the slowest estimate that is fast enough, rounded up', () => {
    const estimates = new Map([
      [1, 20],
      [2, 12.5],
      [6, 5.001],
      [144, 1],
    ])
    expect(minerFees(estimates)).toEqual({ high: 3_125n, normal: 1_251n, low: 1_251n })
  })
  test('behavior: nothing known is null, and under a sat per byte nothing is relayed', () => {
    expect(minerFees(new Map())).toEqual({ high: null, normal: null, low: null })
    expect(minerFees(new Map([[2, 0.1]])).high).toBe(250n)
    expect(minerFees(new Map([[2, 5_000]])).high, 'no more than the contract takes').toBe(100_000n)
  })
})
