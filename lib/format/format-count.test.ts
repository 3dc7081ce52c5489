import { expect, test } from 'vitest'
import { DASH } from './dash.ts'
import { formatCount } from './format-count.ts'
import { THIN_SPACE } from './group-digits.ts'

test('formatCount groups long numbers only, and never turns unknown into zero', () => {
  expect(formatCount(0)).toBe('0')
  expect(formatCount(2016)).toBe('2016')
  expect(formatCount(894_231)).toBe(`894${THIN_SPACE}231`)
  expect(formatCount(12_345_678n)).toBe(`12${THIN_SPACE}345${THIN_SPACE}678`)
  expect(formatCount(null)).toBe(DASH)
  expect(formatCount(undefined)).toBe(DASH)
})
