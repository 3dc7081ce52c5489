import { describe, expect, test } from 'vitest'
import { canonical, commonAnswer, liveHeads } from './agree.ts'

const answers = (...values: unknown[]) => values.map((value, index) => ({ from: `rpc${index}`, value }))
const heads = (...numbers: bigint[]) => numbers.map((head, index) => ({ source: `rpc${index}`, head }))
const names = (list: { source: string }[]) => list.map(({ source }) => source)

describe('commonAnswer', () => {
  test('default: one endpoint is its own majority, none is none', () => {
    expect(commonAnswer(answers(1n))?.value).toBe(1n)
    expect(commonAnswer([])).toBeNull()
  })

  test('X9 behavior: the one of three that lies is found', () => {
    const common = commonAnswer(answers({ a: 1n, b: '0x1' }, { b: '0x1', a: 2n }, { b: '0x1', a: 1n }))
    expect(common?.value).toEqual({ a: 1n, b: '0x1' })
    expect(common?.against.map(({ from }) => from)).toEqual(['rpc1'])
  })

  test('X9 behavior: of two that differ nobody knows which lies', () => {
    expect(commonAnswer(answers(1, 2))).toBeNull()
    expect(commonAnswer(answers(1, 1, 2, 2))).toBeNull()
  })

  test('behavior: a bigint, a number and a string are three answers', () => {
    expect(new Set([canonical(1n), canonical(1), canonical('1'), canonical('1n')]).size).toBe(4)
  })
})

describe('liveHeads', () => {
  test('X9 behavior: a stale head is left out, one that runs ahead of two others too', () => {
    expect(names(liveHeads(heads(100n, 99n, 12n)).live)).toEqual(['rpc0', 'rpc1'])
    expect(names(liveHeads(heads(100n, 99n, 100_000n)).live)).toEqual(['rpc0', 'rpc1'])
  })

  test('behavior: of two the higher one leads; a few blocks are no lag', () => {
    expect(names(liveHeads(heads(100n, 12n)).live)).toEqual(['rpc0'])
    expect(names(liveHeads(heads(100n, 97n)).live)).toEqual(['rpc0', 'rpc1'])
    expect(names(liveHeads(heads(100n, 97n)).behind)).toEqual([])
  })
})
