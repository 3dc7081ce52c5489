import { describe, expect, test } from 'vitest'
import { formatBps } from './format-bps.ts'
import { formatBtc } from './format-btc.ts'
import { formatNative } from './format-native.ts'

const plain = (text: string) => text.replaceAll('\u202f', '_')

describe('formatBtc', () => {
  test('default: exact, two decimals at least, thousands apart', () => {
    expect(formatBtc(5_000_000n)).toBe('0.05')
    expect(formatBtc(100_000_000n)).toBe('1.00')
    expect(formatBtc(1n)).toBe('0.00000001')
    expect(formatBtc(10n)).toBe('0.0000001')
    expect(formatBtc(99_999_999n)).toBe('0.99999999')
    expect(plain(formatBtc(2_100_000_000_000_000n))).toBe('21_000_000.00')
    expect(plain(formatBtc(123_456_789_012n))).toBe('1_234.56789012')
  })
  test('behavior: all decimals for what is compared digit by digit', () => {
    expect(formatBtc(5_000_000n, 'all')).toBe('0.05000000')
    expect(formatBtc(0n, 'all')).toBe('0.00000000')
    expect(plain(formatBtc(123_456_789_012_345n, 'grouped'))).toBe('1_234_567.89_012_345')
  })
  test('behavior: unknown is a dash, never zero', () => {
    expect([formatBtc(null), formatBps(undefined), formatNative(null)]).toEqual(['–', '–', '–'])
    expect(formatBtc(0n)).toBe('0.00')
  })
  test('behavior: a deficit keeps its sign', () => {
    expect(formatBtc(-150_000_000n)).toBe('−1.50')
  })
})

test('formatBps', () => {
  expect(plain(formatBps(15))).toBe('0.15_%')
  expect(plain(formatBps(50n))).toBe('0.5_%')
  expect(plain(formatBps(100))).toBe('1_%')
  expect(plain(formatBps(0))).toBe('0_%')
})

test('formatNative cuts instead of rounding, and dust is not zero', () => {
  expect(formatNative(19_999_999_999n)).toBe('0.00000001')
  expect(formatNative(9_999_999_999n)).toBe('< 0.00000001')
  expect(formatNative(0n)).toBe('0.00')
  expect(formatNative(500_000_000_000_000n, 'all')).toBe('0.00050000')
})
