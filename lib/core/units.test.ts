import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AmountRangeError, NotWholeSatoshiError } from '../errors/amount.ts'
import { satToWei } from './sat-to-wei.ts'
import { toSat } from './to-sat.ts'
import { toWei } from './to-wei.ts'
import { MAX_SATS } from './units.ts'
import { weiToSat } from './wei-to-sat.ts'

describe('Sat and Wei', () => {
  test('behavior: sat → wei → sat loses nothing', () => {
    fc.assert(fc.property(fc.bigInt(0n, MAX_SATS), (n) => weiToSat(satToWei(toSat(n))) === n))
  })
  test('error: NotWholeSatoshiError for a part of a satoshi', () => {
    expect(() => weiToSat(toWei(10_000_000_001n))).toThrow(NotWholeSatoshiError)
  })
  test('error: AmountRangeError below zero and above the supply', () => {
    expect(() => toSat(-1n)).toThrow(AmountRangeError)
    expect(() => toSat(MAX_SATS + 1n)).toThrow(AmountRangeError)
    expect(() => toWei(-1n)).toThrow(AmountRangeError)
    expect(() => toWei(1n << 256n)).toThrow(AmountRangeError)
  })
})
