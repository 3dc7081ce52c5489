import { describe, expect, test } from 'vitest'
import { formatAbsolute } from './format-absolute.ts'
import { formatRelative } from './format-relative.ts'
import { formatRemaining } from './format-remaining.ts'
import { formatAddress, groupAddress } from './group-address.ts'
import { shorten } from './shorten.ts'

const plain = (text: string) => text.replaceAll('\u202f', '_')

describe('addresses', () => {
  test('default: groups of four that join to the address', () => {
    const bitcoin = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'
    const evm = '0x52908400098527886E0F7030069857D2E4169EE7'
    expect(groupAddress(bitcoin).join('')).toBe(bitcoin)
    expect(groupAddress(evm).join('')).toBe(evm)
    expect(plain(formatAddress(evm))).toBe('0x_5290_8400_0985_2788_6E0F_7030_0698_57D2_E416_9EE7')
    expect(plain(formatAddress(bitcoin))).toMatch(/^bc1q_ar0s_/)
    expect([formatAddress(null), shorten(null)]).toEqual(['–', '–'])
    expect(shorten(evm)).toBe('0x5290…9EE7')
    expect(shorten('0x123456789')).toBe('0x123456789')
  })
})

describe('time', () => {
  test('default: relative, towards now', () => {
    expect(formatRelative(1_000 - 119, 1_000, 'en')).toBe('1 minute ago')
    expect(formatRelative(1_000 + 7_199, 1_000, 'en')).toBe('in 1 hour')
    expect(formatRelative(1_000 + 7_200, 1_000, 'zh')).toBe('2小时后')
    expect(formatRelative(null, 0, 'en')).toBe('–')
  })
  test('default: remaining, rounded down', () => {
    expect(formatRemaining(86_399, 'en')).toBe('23 hr')
    expect(formatRemaining(7_512, 'en')).toBe('2 hr 5 min')
    expect(formatRemaining(2 * 86_400 + 200, 'en')).toBe('2 days')
    expect(formatRemaining(2 * 86_400 + 7_200, 'en')).toBe('2 days 2 hr')
    expect(formatRemaining(599, 'en')).toBe('9 min 59 sec')
    expect(formatRemaining(3_600, 'zh')).toBe('1小时')
    expect(formatRemaining(-5, 'en')).toBe('0 sec')
    expect(formatRemaining(null, 'en')).toBe('–')
  })
  test('default: absolute with its zone', () => {
    expect(formatAbsolute(1_700_000_000, 'en', 'UTC')).toContain('Nov 14, 2023')
    expect(formatAbsolute(1_700_000_000, 'zh', 'UTC')).toContain('2023年11月14日')
    expect(formatAbsolute(1_700_000_000, 'en', 'UTC')).toContain('22:13')
    expect(formatAbsolute(null, 'en')).toBe('–')
  })
})
