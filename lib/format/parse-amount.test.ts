import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSat } from '../core/to-sat.ts'
import { MAX_SATS } from '../core/units.ts'
import {
  AmountAmbiguousError,
  AmountDecimalsError,
  AmountEmptyError,
  AmountError,
  AmountExponentError,
  AmountHexError,
  AmountNegativeError,
  AmountNotANumberError,
  AmountOverSupplyError,
  AmountZeroError,
} from '../errors/amount.ts'
import { formatBtc } from './format-btc.ts'
import { parseAmount } from './parse-amount.ts'
import { toBtcString } from './to-btc-string.ts'

describe('parseAmount', () => {
  test.each([
    ['0.05', 5_000_000n],
    ['.5', 50_000_000n],
    ['5.', 500_000_000n],
    ['007', 700_000_000n],
    ['0.00000001', 1n],
    ['  0.05 ', 5_000_000n],
    ['1 234.5', 123_450_000_000n],
    ['1\u2009234.5', 123_450_000_000n],
    ['1\u202f234\u202f567', 123_456_700_000_000n],
    ["1'234.5", 123_450_000_000n],
    ['1,234.5', 123_450_000_000n],
    ['1.234,5', 123_450_000_000n],
    ['1,234,567', 123_456_700_000_000n],
    ['1.234.567', 123_456_700_000_000n],
    ['1.234', 123_400_000n],
    ['0,005', 500_000n],
    ['1,5', 150_000_000n],
    ['1234,567', 123_456_700_000n],
    [',5', 50_000_000n],
    ['０．０５', 5_000_000n],
    ['１，５', 150_000_000n],
    ['0。05', 5_000_000n],
    ['0.05 BTC', 5_000_000n],
    ['₿0.05', 5_000_000n],
    ['0.05 000 000', 5_000_000n],
    ['\ufeff0.05\u200b', 5_000_000n],
    ['21000000', MAX_SATS],
  ])('default: %j', (typed, sats) => {
    expect(parseAmount(typed)).toBe(sats)
  })

  test.each([
    ['', AmountEmptyError],
    ['   ', AmountEmptyError],
    ['BTC', AmountEmptyError],
    ['0', AmountZeroError],
    ['0.00000000', AmountZeroError],
    ['-1', AmountNegativeError],
    ['−0.5', AmountNegativeError],
    ['-.5', AmountNegativeError],
    ['1e3', AmountExponentError],
    ['1E-8', AmountExponentError],
    ['0x10', AmountHexError],
    ['-0x10', AmountHexError],
    ['0.123456789', AmountDecimalsError],
    ['0.100000000', AmountDecimalsError],
    ['1,234', AmountAmbiguousError],
    ['21000000.00000001', AmountOverSupplyError],
    ['99999999999999', AmountOverSupplyError],
    ['.', AmountNotANumberError],
    ['1..2', AmountNotANumberError],
    ['1.2.3', AmountNotANumberError],
    ['1,23,456', AmountNotANumberError],
    ['1.234,567,890', AmountNotANumberError],
    ['12 34', AmountNotANumberError],
    ['1 .5', AmountNotANumberError],
    ['+5', AmountNotANumberError],
    ['٣', AmountNotANumberError],
    ['five', AmountNotANumberError],
    ['NaN', AmountNotANumberError],
    ['Infinity', AmountNotANumberError],
    ['0.05 ETH', AmountNotANumberError],
    ['5 sats', AmountNotANumberError],
    ['1'.repeat(1_000_000), AmountNotANumberError],
    ['<svg onload=alert(1)>', AmountNotANumberError],
  ])('error: %j', (typed, type) => {
    expect(() => parseAmount(typed.slice(0, 2_000_000))).toThrow(type)
  })

  test('behavior: an ambiguous comma names both readings', () => {
    try {
      parseAmount('1,234')
      expect.unreachable()
    } catch (error) {
      expect((error as AmountAmbiguousError).params).toMatchObject({ first: '1234', second: '1.234' })
    }
  })
  test('behavior: what is shown or copied is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, MAX_SATS), (sats) => {
        expect(parseAmount(formatBtc(sats))).toBe(sats)
        expect(parseAmount(formatBtc(sats, 'grouped'))).toBe(sats)
        expect(parseAmount(formatBtc(sats, 'all'))).toBe(sats)
        expect(parseAmount(toBtcString(toSat(sats)))).toBe(sats)
      }),
    )
  })
  test('behavior: any text is either an amount or an AmountError', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,  -eExX１．，') })),
        (typed) => {
          try {
            expect(parseAmount(typed)).toBeGreaterThan(0n)
          } catch (error) {
            expect(error).toBeInstanceOf(AmountError)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
