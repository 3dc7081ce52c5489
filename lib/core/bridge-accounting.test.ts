import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bondRateUp } from './bond-rate-up.ts'
import { bondWei } from './bond-wei.ts'
import { confirmationsFor } from './confirmations-for.ts'
import { feeUp } from './fee-up.ts'
import { toSat } from './to-sat.ts'
import { MAX_SATS } from './units.ts'

type Vectors = {
  feeUp: { sats: string; feeBps: number; fee: string }[]
  bondWei: { sats: string; bondBps: number; wei: string }[]
  bondRateUp: { utilisationBps: number; minBps: number; maxBps: number; rate: number }[]
  confirmationsFor: { sats: string; base: number; confirmations: number }[]
}
const file = new URL('../../contracts/test/vectors/bridge-accounting.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors
const satsOf = (text: string) => toSat(BigInt(text))

test('default: the vectors shared with BridgeAccounting.sol', () => {
  for (const v of vectors.feeUp) expect(feeUp(satsOf(v.sats), v.feeBps)).toBe(BigInt(v.fee))
  for (const v of vectors.bondWei) expect(bondWei(satsOf(v.sats), v.bondBps)).toBe(BigInt(v.wei))
  for (const v of vectors.bondRateUp) expect(bondRateUp(v.utilisationBps, v.minBps, v.maxBps)).toBe(v.rate)
  for (const v of vectors.confirmationsFor)
    expect(confirmationsFor(satsOf(v.sats), v.base)).toBe(v.confirmations)
  expect(vectors.feeUp.length + vectors.bondWei.length + vectors.bondRateUp.length).toBeGreaterThan(90)
})

const anySats = fc.bigInt(0n, MAX_SATS).map(toSat)

describe('feeUp', () => {
  test('behavior: rounds up, never past the next satoshi, never above the amount', () => {
    fc.assert(
      fc.property(anySats, fc.integer({ min: 0, max: 10_000 }), (sats, bps) => {
        const fee = feeUp(sats, bps)
        expect(fee * 10_000n >= sats * BigInt(bps)).toBe(true)
        expect(fee === 0n || (fee - 1n) * 10_000n < sats * BigInt(bps)).toBe(true)
        expect(fee <= sats).toBe(true)
      }),
    )
  })
  test('default: 15 bps of 0.05 BTC and of one satoshi more than a whole fee', () => {
    expect(feeUp(toSat(5_000_000n), 15)).toBe(7_500n)
    expect(feeUp(toSat(5_000_001n), 15)).toBe(7_501n)
  })
})
describe('bondWei and bondRateUp', () => {
  test('default: half a percent of 0.1 BTC', () => {
    expect(bondWei(toSat(10_000_000n), 50)).toBe(500_000_000_000_000n)
  })
  test('behavior: the bond is exact', () => {
    fc.assert(
      fc.property(
        anySats,
        fc.integer({ min: 50, max: 300 }),
        (sats, bps) => bondWei(sats, bps) * 10_000n === sats * 10_000_000_000n * BigInt(bps),
      ),
    )
  })
  test('behavior: flat to half, then up to the most, rounded up, never down again', () => {
    expect([0, 5_000, 5_001, 7_500, 9_999, 10_000, 12_000].map((u) => bondRateUp(u, 50, 300))).toEqual([
      50, 50, 51, 175, 300, 300, 300,
    ])
    for (let u = 1; u <= 10_000; u++)
      expect(bondRateUp(u, 50, 300)).toBeGreaterThanOrEqual(bondRateUp(u - 1, 50, 300))
  })
})
describe('confirmationsFor', () => {
  test('default: both sides of 10 and 50 BTC', () => {
    const at = (btc: bigint, more: bigint) => confirmationsFor(toSat(btc * 100_000_000n + more), 6)
    expect([at(10n, -1n), at(10n, 0n), at(50n, -1n), at(50n, 0n)]).toEqual([6, 12, 12, 24])
  })
})
