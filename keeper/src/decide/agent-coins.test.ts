import { expect, test } from 'vitest'
import { MOST_PARTS, partsOf } from './agent-coins.ts'

test('default: a coin for every payment that is owed and three more, bounded', () => {
  expect(partsOf({ owed: 0, coins: 0 })).toBe(3)
  expect(partsOf({ owed: 4, coins: 1 })).toBe(6)
  expect(partsOf({ owed: 1_000, coins: 0 })).toBe(MOST_PARTS)
  expect(partsOf({ owed: 1_000, coins: 9 })).toBe(3)
})
test('behavior: whoever has enough makes one', () => {
  expect(partsOf({ owed: 2, coins: 5 })).toBe(1)
  expect(partsOf({ owed: 1_000, coins: 1_000 })).toBe(1)
})
