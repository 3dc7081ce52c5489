import { describe, expect, test } from 'vitest'
import { bumpRate, cappedRate, estimatedRate, targetBlocks } from './agent-fee.ts'

const table = (...rates: [number, number][]) => new Map(rates)

test('estimatedRate: the nearest target that is soon enough, of several servers the lower median', () => {
  expect(estimatedRate([table([1, 20], [6, 5], [144, 1])], 6)).toBe(5_000n)
  expect(estimatedRate([table([2, 20], [6, 5])], 1)).toBe(20_000n)
  expect(estimatedRate([table([6, 5]), table([6, 900])], 6)).toBe(5_000n)
  expect(estimatedRate([table([6, 5]), table([6, 7]), table([6, 900])], 6)).toBe(7_000n)
  expect(estimatedRate([], 6)).toBeNull()
})
test('cappedRate: never under what is relayed, never above the cap', () => {
  expect([cappedRate(null, 9_000n), cappedRate(200n, 9_000n), cappedRate(5_000n, 9_000n)]).toEqual([
    1_000n,
    1_000n,
    5_000n,
  ])
  expect(cappedRate(50_000n, 9_000n)).toBe(9_000n)
})
test('targetBlocks: sooner the less is left', () => {
  expect([100, 73, 72, 31, 30, 1].map(targetBlocks)).toEqual([6, 6, 3, 3, 1, 1])
})
describe('X13 bumpRate', () => {
  const facts = {
    satsPerKvb: 4_000n,
    wanted: 4_000n,
    capSatsPerKvb: 90_000n,
    blocksSince: 0,
    bumpAfterBlocks: 3,
  }
  test('behavior: left alone while it is young and estimates stand still', () => {
    expect(bumpRate(facts)).toBeNull()
    expect(bumpRate({ ...facts, wanted: 4_799n, blocksSince: 2 })).toBeNull()
  })
  test('behavior: at once when estimates rise by a fifth', () => {
    expect(bumpRate({ ...facts, wanted: 4_800n })).toBe(4_800n)
  })
  test('behavior: after enough blocks by a quarter, whatever the estimates say', () => {
    expect(bumpRate({ ...facts, blocksSince: 3 })).toBe(5_001n)
    expect(bumpRate({ ...facts, wanted: 1_000n, blocksSince: 9 })).toBe(5_001n)
    expect(bumpRate({ ...facts, wanted: 9_000n, blocksSince: 3 })).toBe(9_000n)
  })
  test('behavior: never above the cap, and not at all when it is reached', () => {
    expect(bumpRate({ ...facts, wanted: 99_000n, capSatsPerKvb: 6_000n })).toBe(6_000n)
    expect(bumpRate({ ...facts, wanted: 99_000n, capSatsPerKvb: 4_000n, blocksSince: 9 })).toBeNull()
  })
})
