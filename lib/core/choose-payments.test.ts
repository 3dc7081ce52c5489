import { describe, expect, test } from 'vitest'
import { choosePayments, MAX_PROOF_BYTES } from './choose-payments.ts'

const pay = (txid: string, sats: bigint, bytes = 1_000) => ({ txid, sats, bytes })
const names = (choices: readonly (readonly { txid: string }[])[]) =>
  choices.map((choice) => choice.map(({ txid }) => txid).join(''))

describe('choosePayments', () => {
  test('default: one payment that pays', () => {
    expect(names(choosePayments([pay('a', 50n)], 50n))).toEqual(['a'])
  })

  test('behavior: what does not reach the amount is counted all the same', () => {
    expect(names(choosePayments([pay('a', 20n), pay('b', 29n)], 50n))).toEqual(['ba'])
    expect(choosePayments([], 50n)).toEqual([])
  })

  test('behavior: what comes on top of a minted share is proven together, or the largest of it', () => {
    expect(names(choosePayments([pay('a', 20n), pay('b', 29n)], 0n))).toEqual(['ba', 'b'])
  })

  test('behavior: all together first, then the least that is enough', () => {
    expect(names(choosePayments([pay('d', 1n), pay('a', 30n), pay('b', 20n)], 50n))).toEqual(['abd', 'ab'])
  })

  test('T8 behavior: a stranger who pays more than the person is left out when there is no room', () => {
    expect(names(choosePayments([pay('a', 50n), pay('s', 60n)], 50n))).toEqual(['sa', 's', 'a'])
  })

  test('T8 behavior: dust does not push the real payment out of the eight', () => {
    const dust = Array.from({ length: 20 }, (_, at) => pay(`d${at}`, 1n))
    const [all, least] = choosePayments([...dust, pay('a', 50n)], 50n)
    expect(all).toHaveLength(8)
    expect(all?.[0]?.txid).toBe('a')
    expect(names([least ?? []])).toEqual(['a'])
  })

  test('T8 behavior: bulky dust does not make the call too long for any node', () => {
    const bulky = Array.from({ length: 7 }, (_, at) => pay(`f${at}`, 600n, 99_000))
    const [all = []] = choosePayments([pay('a', 50_000n), ...bulky], 50_000n)
    expect(all.reduce((total, { bytes }) => total + bytes, 0)).toBeLessThanOrEqual(MAX_PROOF_BYTES)
    expect(all[0]?.txid).toBe('a')
  })
})
