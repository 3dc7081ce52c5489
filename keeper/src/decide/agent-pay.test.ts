import { describe, expect, test } from 'vitest'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { coinsInOrder } from './agent-anchor.ts'
import { decidePay, freeCoins, isTooLate, PAY_MARGIN_BLOCKS, PAY_MARGIN_SECONDS } from './agent-pay.ts'
import { coinView, type ViewTransaction } from './agent-view.ts'

const own = '0014aa'
const payout = '0014bb'
const id = (n: number) => n.toString(16).padStart(64, '0')
const marking = '0x01020304000000000000000700' as const
const share: OwedShare = {
  reqId: 7n,
  share: 0,
  staker: '0x0000000000000000000000000000000000000001',
  state: 'Pending',
  sats: toSat(51_000n),
  payoutSats: toSat(50_000n),
  deadlineTime: 1_000_000,
  deadlineHeight: 250,
  requestHeight: 100,
  payoutScript: `0x${payout}`,
  marking,
}
const clocks = { evmTime: 900_000, bitcoinHeight: 120 }
const coin: ViewTransaction = {
  txid: id(1),
  height: 50,
  time: null,
  inputs: [{ txid: id(99), vout: 0 }],
  outputs: [{ script: own, sats: 90_000n }],
}
const payment = (change: Partial<ViewTransaction> = {}): ViewTransaction => ({
  txid: id(2),
  height: null,
  time: null,
  inputs: [{ txid: id(1), vout: 0 }],
  outputs: [
    { script: payout, sats: 50_000n },
    { script: `6a0d${marking.slice(2)}`, sats: 0n },
    { script: own, sats: 39_000n },
  ],
  ...change,
})
/** which of two coins of one height this share begins with */
const anchor = coinsInOrder(share, coinView([coin, { ...coin, txid: id(4) }], own, 120))[0]?.txid
const decide = (txs: ViewTransaction[], foreign: ViewTransaction[] = [], at = clocks) =>
  decidePay(share, coinView([coin, ...txs], own, 120), at, foreign)

describe('decidePay', () => {
  test('default: begins with the anchor', () => {
    expect(decide([])).toMatchObject({ kind: 'create', anchor: { txid: id(1), sats: 90_000n } })
  })
  test('T12 behavior: in flight, mined, never begun again', () => {
    expect(decide([payment()])).toMatchObject({ kind: 'in-flight', tx: { txid: id(2) } })
    expect(decide([payment({ height: 120 })])).toMatchObject({ kind: 'paid', depth: 1 })
    expect(decide([payment({ height: 60 })])).toMatchObject({ kind: 'paid', depth: 61 })
  })
  test('behavior: dust with its marking from a stranger stops nothing', () => {
    const dust = payment({
      inputs: [{ txid: id(98), vout: 0 }],
      height: 110,
      outputs: [...payment().outputs.slice(1)],
    })
    expect(decide([dust])).toMatchObject({ kind: 'create' })
  })
  test('behavior: an own marked payment of too little stops everything', () => {
    const outputs = [{ script: payout, sats: 49_999n }, ...payment().outputs.slice(1)]
    expect(decide([payment({ height: 110, outputs })])).toMatchObject({ kind: 'unclear' })
  })
  test('T12 behavior: an own payment that is not mined and spends another coin stops everything: by hand, with one key', () => {
    const other = { ...coin, txid: id(4) }
    const byHand = payment({ inputs: [{ txid: id(anchor === id(1) ? 4 : 1), vout: 0 }] })
    expect(decide([other, byHand])).toMatchObject({ kind: 'unclear', txid: id(2) })
    expect(decide([other, byHand], [], { ...clocks, bitcoinHeight: 220 })).toMatchObject({ kind: 'unclear' })
    // Mined, it is the payment.
    expect(decide([other, { ...byHand, height: 119 }])).toMatchObject({ kind: 'paid' })
  })
  test('X22 behavior: a marking counts however its push is written', () => {
    const outputs = [
      { script: payout, sats: 50_000n },
      { script: `6a4c0d${marking.slice(2)}`, sats: 0n },
    ]
    expect(decide([payment({ height: 110, outputs })])).toMatchObject({ kind: 'paid' })
    expect(decide([], [payment({ inputs: [{ txid: id(97), vout: 0 }], outputs })])).toMatchObject({
      why: 'foreign-payment',
    })
  })
  test('behavior: waits while another transaction has the anchor', () => {
    expect(decide([payment({ outputs: [{ script: own, sats: 80_000n }] })])).toEqual({
      kind: 'wait',
      why: 'coin-busy',
    })
  })
  test('T12 behavior: a payment from elsewhere is waited for in good time, mined or not, and never near the deadline', () => {
    const inputs = [{ txid: id(97), vout: 0 }]
    // Mined, it may still be one that the contract refuses: 65 outputs, or several shares' markings on one output.
    expect(decide([], [payment({ inputs, height: 119 })])).toEqual({ kind: 'wait', why: 'foreign-payment' })
    expect(decide([], [payment({ inputs, height: 119 })], { ...clocks, bitcoinHeight: 220 })).toMatchObject({
      kind: 'create',
    })
    expect(decide([], [payment({ inputs })])).toEqual({ kind: 'wait', why: 'foreign-payment' })
    expect(decide([], [payment({ inputs })], { ...clocks, bitcoinHeight: 220 })).toMatchObject({
      kind: 'create',
    })
  })
  test('T6 behavior: a payment from elsewhere up to the block of the request never counts, so nobody waits for it', () => {
    const inputs = [{ txid: id(97), vout: 0 }]
    const at = (height: number) => decide([], [payment({ inputs, height })])
    expect(at(share.requestHeight)).toMatchObject({ kind: 'create' })
    expect(at(share.requestHeight + 1)).toEqual({ kind: 'wait', why: 'foreign-payment' })
  })
  test('behavior: too late by both clocks, at the very block and second; what flies is still cared for', () => {
    const at = (bitcoinHeight: number, evmTime: number) => decide([], [], { bitcoinHeight, evmTime }).kind
    const [height, time] = [251 - PAY_MARGIN_BLOCKS, 1_000_001 - PAY_MARGIN_SECONDS]
    expect(at(height, time)).toBe('too-late')
    expect(at(height - 1, time)).toBe('create')
    expect(at(height, time - 1)).toBe('create')
    expect(isTooLate(share, { bitcoinHeight: 300, evmTime: 0 })).toBe(false)
    expect(isTooLate(share, { bitcoinHeight: 300, evmTime: 2_000_000 })).toBe(true)
    expect(decide([payment()], [], { bitcoinHeight: 300, evmTime: 2_000_000 })).toMatchObject({
      kind: 'in-flight',
    })
  })
})

test('freeCoins: in a block, large enough, not spent by anything known', () => {
  const view = coinView([coin, payment(), payment({ txid: id(3), height: 119, inputs: [] })], own, 120)
  expect(freeCoins(view, 10_000n).map(({ txid }) => txid)).toEqual([id(3)])
})
