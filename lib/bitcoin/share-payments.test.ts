import { describe, expect, test } from 'vitest'
import type { Sat } from '../core/units.ts'
import type { EsploraTransaction } from './esplora-schemas.ts'
import { payoutMarkingScript } from './payout-marking-script.ts'
import { payoutTag } from './payout-tag.ts'
import { type SharePaymentsQuestion, sharePayments } from './share-payments.ts'
import { toHex } from './to-hex.ts'

const tag = payoutTag(31_337, '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6')
const mark = (share: number, reqId = 7n) => toHex(payoutMarkingScript({ tag, reqId, share })).slice(2)
const own = `0014${'11'.repeat(20)}`
const id = (digit: string) => digit.repeat(64)

const transaction = (
  txid: string,
  height: number | null,
  outputs: readonly (readonly [script: string, sats: bigint])[],
): EsploraTransaction => ({
  txid,
  fee: null,
  weight: null,
  inputs: [{ txid: id('e'), vout: 0, sequence: 0xffffffff }],
  outputs: outputs.map(([script, sats]) => ({ script, sats: sats as Sat })),
  status: height === null ? null : { height, blockHash: id('b'), time: null },
})
const ask = (transactions: readonly EsploraTransaction[], over: Partial<SharePaymentsQuestion> = {}) =>
  sharePayments({
    script: `0x${own}`,
    shares: [{ share: 0, marking: mark(0), leastSats: 49_000n, paid: false }],
    afterHeight: 100,
    transactions,
    tipHeight: 110,
    taken: new Set(),
    ...over,
  })

describe('sharePayments', () => {
  test('default: to the script, marked and enough', () => {
    const { found, refused } = ask([
      transaction(id('a'), 105, [
        [own, 49_000n],
        [mark(0), 0n],
      ]),
    ])
    expect(found).toMatchObject([{ share: 0, vout: 0, sats: 49_000n, confirmations: 6 }])
    expect(refused).toEqual([])
  })
  test('T10: one sat short is no payment, and is named', () => {
    const { found, refused } = ask([
      transaction(id('a'), 105, [
        [own, 48_999n],
        [mark(0), 0n],
      ]),
    ])
    expect(found).toEqual([])
    expect(refused).toEqual([{ share: 0, txid: id('a'), why: 'short', missingSats: 1n }])
  })
  test('T10: without this share’s marking it is the person’s own affair', () => {
    for (const marking of [mark(1), mark(0, 8n), `${mark(0)}00`, mark(0).replace('6a0d', '6a4d0d00')])
      expect(
        ask([
          transaction(id('a'), 105, [
            [own, 49_000n],
            [marking, 0n],
          ]),
        ]),
      ).toEqual({ found: [], refused: [] })
  })
  test('X22: a marking that the contract reads counts, however it is pushed', () => {
    const pushed = transaction(id('a'), 105, [
      [own, 49_000n],
      [mark(0).replace('6a0d', '6a4c0d'), 0n],
    ])
    expect(ask([pushed]).found).toMatchObject([{ share: 0, vout: 0 }])
  })
  test('T6: a payment in the block of the request, or before, does not count, and is named', () => {
    const paid = (height: number) =>
      transaction(id('a'), height, [
        [own, 49_000n],
        [mark(0), 0n],
      ])
    expect(ask([paid(100)])).toEqual({
      found: [],
      refused: [{ share: 0, txid: id('a'), why: 'old', missingSats: 0n }],
    })
    expect(ask([paid(101)]).found).toHaveLength(1)
  })
  test('behavior: of several outputs the smallest that is enough, each for one share', () => {
    const shares = [
      { share: 0, marking: mark(0), leastSats: 40_000n, paid: false },
      { share: 1, marking: mark(1), leastSats: 20_000n, paid: false },
    ]
    const both = transaction(id('a'), 105, [
      [own, 50_000n],
      [own, 41_000n],
      [mark(0), 0n],
      [mark(1), 0n],
    ])
    expect(ask([both], { shares }).found).toMatchObject([
      { share: 0, vout: 1 },
      { share: 1, vout: 0 },
    ])
  })
  test('behavior: the mempool counts as seen, the first in a block goes before it', () => {
    const waiting = transaction(id('c'), null, [
      [own, 49_000n],
      [mark(0), 0n],
    ])
    const mined = transaction(id('d'), 106, [
      [own, 60_000n],
      [mark(0), 0n],
    ])
    expect(ask([waiting]).found).toMatchObject([{ confirmations: 0, block: null }])
    expect(ask([waiting, mined]).found).toMatchObject([{ txid: id('d') }])
  })
  test('behavior: an output that was counted for something else pays nothing again', () => {
    const one = transaction(id('a'), 105, [
      [own, 49_000n],
      [mark(0), 0n],
    ])
    const taken = new Set([`${id('a')}:0`])
    expect(ask([one], { taken })).toEqual({
      found: [],
      refused: [{ share: 0, txid: id('a'), why: 'elsewhere', missingSats: 0n }],
    })
    const shares = [{ share: 0, marking: mark(0), leastSats: 49_000n, paid: true }]
    expect(ask([one], { taken, shares }).found).toHaveLength(1)
  })
})
