import { describe, expect, test } from 'vitest'
import { hostileStrings } from '../../test/vectors/hostile-strings.ts'
import { outsideText } from './outside-text.ts'

test('default: a plain word is left alone, whatever its script', () => {
  for (const text of [
    'MetaMask',
    'Ledger Live',
    '币安钱包',
    'Кошелёк',
    'محفظة',
    'fee: 1 000 sats',
    'naïve',
    '𝒜',
  ])
    expect(outsideText(text)).toBe(text)
})

test('T35: two hundred strings that mean harm', () => {
  expect(new Set(hostileStrings).size).toBeGreaterThanOrEqual(200)
})

describe('T35: whatever comes becomes one line of bounded length in reading order', () => {
  test('T35: no control, no bidi or zero-width sign, no half of a pair', () => {
    for (const text of hostileStrings) {
      const shown = outsideText(text)
      expect(shown).not.toMatch(
        /[\p{Cc}\p{Cs}\p{Co}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
      )
      expect(shown).not.toMatch(/\p{M}{3}/u)
      expect(Array.from(shown).length).toBeLessThanOrEqual(200)
      expect(outsideText(shown)).toBe(shown)
    }
  })
  test('T35: what was cut says so', () => {
    expect(outsideText('a'.repeat(41), 40)).toBe(`${'a'.repeat(39)}…`)
    expect(outsideText('a'.repeat(40), 40)).toBe('a'.repeat(40))
    expect(outsideText('😀'.repeat(1_000), 3)).toBe('😀😀…')
  })
  test('T35: a name that reads backwards reads as it is', () => {
    expect(outsideText('\u202eksaMateM\u202c')).toBe('ksaMateM')
    expect(outsideText('Meta\u200bMask\n\n confirmed')).toBe('MetaMask confirmed')
  })
})
