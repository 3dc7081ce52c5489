import { expect, test } from 'vitest'
import { expectedTime } from './expected-time.ts'

const timing = { samples: 5, requestToMintP50: 4_000, requestToMintP90: 7_000 }

test('default: what was measured over at least five deposits', () => {
  expect(expectedTime(timing, 6, 6)).toEqual({ reason: 'measured', fromSeconds: 4_000, toSeconds: 7_000 })
  expect(expectedTime({ ...timing, samples: 4 }, 6, 6)).toMatchObject({ reason: 'blocks' })
})
test('C10: an amount that needs more blocks is never promised the time of small ones', () => {
  const small = expectedTime(null, 6, 6)
  const large = expectedTime(timing, 24, 6)
  expect(large).toMatchObject({ reason: 'blocks' })
  expect(large?.fromSeconds).toBe((small?.fromSeconds ?? 0) * 4)
})
test('behavior: a dash while nothing is known', () => expect(expectedTime(null, null, null)).toBeNull())
