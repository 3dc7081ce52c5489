import { describe, expect, test } from 'vitest'
import { decideRelay, MAX_BRANCH_HEADERS, type RelaySituation } from './relay.ts'

const headersFrom = (from: number, count: number, work = 2n, time = 1000) =>
  Array.from({ length: count }, (_, at) => ({ height: from + at, time, work }))
const situation = (change: Partial<RelaySituation>): RelaySituation => ({
  forkHeight: 100,
  relayHeight: 100,
  replacedWork: 0n,
  headers: [],
  evmTime: 1000n,
  batch: 10,
  ...change,
})

describe('decideRelay', () => {
  test('default: nothing new', () => {
    expect(decideRelay(situation({}))).toEqual({ kind: 'idle' })
  })

  test('behavior: extends by at most a batch', () => {
    expect(decideRelay(situation({ headers: headersFrom(101, 3) }))).toEqual({ kind: 'extend', to: 103 })
    expect(decideRelay(situation({ headers: headersFrom(101, 50) }))).toEqual({ kind: 'extend', to: 110 })
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'X11 behavior: a branch %i deep is taken only when it is heavier',
    (depth) => {
      const at = { forkHeight: 100 - depth, replacedWork: 2n * BigInt(depth) }
      const from = 101 - depth
      expect(decideRelay(situation({ ...at, headers: headersFrom(from, depth) }))).toEqual({
        kind: 'wait',
        reason: 'not-heavier',
        behind: 0n,
      })
      expect(decideRelay(situation({ ...at, headers: headersFrom(from, depth + 1) }))).toEqual({
        kind: 'branch',
        to: from + depth,
      })
    },
  )

  test('behavior: a shorter branch with more work wins, a longer one with less does not', () => {
    const at = { forkHeight: 90, replacedWork: 20n }
    expect(decideRelay(situation({ ...at, headers: headersFrom(91, 3, 7n) })).kind).toBe('branch')
    expect(decideRelay(situation({ ...at, headers: headersFrom(91, 20, 1n) })).kind).toBe('wait')
  })

  test('behavior: a branch longer than a batch goes in one call, up to what calldata holds', () => {
    const deep = (count: number) =>
      decideRelay(
        situation({
          forkHeight: 1000,
          relayHeight: 1000 + count,
          replacedWork: 2n * BigInt(count),
          headers: headersFrom(1001, count + 1),
        }),
      )
    expect(deep(40)).toEqual({ kind: 'branch', to: 1041 })
    expect(deep(MAX_BRANCH_HEADERS)).toEqual({
      kind: 'wait',
      reason: 'too-deep',
      needed: MAX_BRANCH_HEADERS + 1,
    })
  })

  test('behavior: headers over two hours ahead of the EVM wait, those before them go', () => {
    const late = [...headersFrom(101, 2), ...headersFrom(103, 2, 2n, 1000 + 7200 + 5)]
    expect(decideRelay(situation({ headers: late }))).toEqual({ kind: 'extend', to: 102 })
    expect(decideRelay(situation({ headers: late.slice(2) }))).toEqual({
      kind: 'wait',
      reason: 'too-new',
      height: 103,
      seconds: 5,
    })
    const limit = headersFrom(101, 1, 2n, 1000 + 7200)
    expect(decideRelay(situation({ headers: limit })).kind).toBe('extend')
  })
})
