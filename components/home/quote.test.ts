import { describe, expect, test } from 'vitest'
import { AmountDecimalsError } from '@/lib/errors/amount'
import { quote } from './quote'

const terms = { dust: 10_000n, available: 100_000_000n, feeBps: 15 }

describe('quote', () => {
  test('default: what is received is the amount less the fee, which is rounded up', () => {
    expect(quote('0.05', terms)).toMatchObject({
      sats: 5_000_000n,
      fee: 7_500n,
      receive: 4_992_500n,
      problem: null,
    })
    expect(quote('0.00010001', terms)).toMatchObject({ fee: 16n, receive: 9_985n })
  })
  test('behavior: the limits themselves are allowed, one sat beyond is not', () => {
    expect(quote('0.0001', terms).problem).toBeNull()
    expect(quote('0.00009999', terms).problem).toEqual({ kind: 'under', limit: 10_000n })
    expect(quote('1', terms).problem).toBeNull()
    expect(quote('1.00000001', terms).problem).toEqual({ kind: 'over', limit: 100_000_000n })
  })
  test('behavior: unknown terms give no figure', () => {
    expect(quote('0.05', null)).toMatchObject({ sats: 5_000_000n, fee: null, receive: null, problem: null })
  })
  test('error: AmountDecimalsError stands behind nine decimals', () => {
    const { problem } = quote('0.123456789', terms)
    expect(problem?.kind === 'unreadable' && problem.error).toBeInstanceOf(AmountDecimalsError)
  })
})
