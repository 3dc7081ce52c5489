import { describe, expect, test } from 'vitest'
import { toSat } from '../core/to-sat.ts'
import type { EsploraTransaction } from './esplora-schemas.ts'
import { paymentsToScript } from './payments-to-script.ts'

const script = `0x0020${'ab'.repeat(32)}` as const
const other = `0014${'cd'.repeat(20)}`
const tx = (
  id: string,
  over: Partial<EsploraTransaction> & { pays?: readonly bigint[]; spends?: string; height?: number } = {},
): EsploraTransaction => ({
  txid: id.repeat(64),
  fee: 500,
  weight: 560,
  inputs: [{ txid: (over.spends ?? id).repeat(64), vout: 0, sequence: 0xfffffffd }],
  outputs: [
    { script: other, sats: toSat(9n) },
    ...(over.pays ?? [50_000n]).map((sats) => ({ script: script.slice(2), sats: toSat(sats) })),
  ],
  status: over.height === undefined ? null : { height: over.height, blockHash: 'f'.repeat(64), time: 1 },
  ...(over.inputs ? { inputs: over.inputs } : {}),
})
const at = (transactions: readonly EsploraTransaction[], more: object = {}) =>
  paymentsToScript({ script, transactions, tipHeight: 105, ...more })

describe('paymentsToScript', () => {
  test('default: each output to the script is a payment of its own', () => {
    const seen = at([tx('a', { pays: [20_000n, 30_000n], height: 100 }), tx('b', { pays: [] })])
    expect(
      seen.payments.map(({ vout, sats, confirmations, replaceable }) => ({
        vout,
        sats,
        confirmations,
        replaceable,
      })),
    ).toEqual([
      { vout: 1, sats: 20_000n, confirmations: 6, replaceable: false },
      { vout: 2, sats: 30_000n, confirmations: 6, replaceable: false },
    ])
    expect(seen.totalSats).toBe(50_000n)
  })
  test('behavior: the mempool counts 0 and says whether the fee may be bumped (BIP-125)', () => {
    expect(at([tx('a')]).payments[0]).toMatchObject({ confirmations: 0, block: null, replaceable: true })
    const final = tx('a', { inputs: [{ txid: 'a'.repeat(64), vout: 0, sequence: 0xfffffffe }] })
    expect(at([final]).payments[0]?.replaceable).toBe(false)
  })
  test('behavior: more than 64 inputs or outputs, or a coinbase: seen, and named as what nobody can prove', () => {
    const pays = (count: number) => Array.from({ length: count }, () => 1_000n)
    const input = (id: string, vout: number) => ({ txid: id.repeat(64), vout, sequence: 0xffffffff })
    const inputs = (count: number) => Array.from({ length: count }, (_, vout) => input('a', vout))
    const provable = (seen: EsploraTransaction) => at([seen]).payments.map((payment) => payment.provable)
    // one output of each goes elsewhere
    expect(new Set(provable(tx('a', { pays: pays(63) })))).toEqual(new Set([true]))
    expect(new Set(provable(tx('a', { pays: pays(64) })))).toEqual(new Set([false]))
    expect(provable(tx('a', { inputs: inputs(64) }))).toEqual([true])
    expect(provable(tx('a', { inputs: inputs(65) }))).toEqual([false])
    expect(provable(tx('a', { inputs: [input('0', 0xffffffff)], height: 100 }))).toEqual([false])
  })
  test('behavior: a block the tip has not caught up with counts one, never less', () => {
    expect(at([tx('a', { height: 106 })]).payments[0]?.confirmations).toBe(1)
    expect(at([tx('a', { height: 105 })]).payments[0]?.confirmations).toBe(1)
  })
  test('C22 behavior: a second payment is listed beside the first, oldest first', () => {
    expect(at([tx('b'), tx('a', { height: 103 })]).payments.map(({ txid }) => txid[0])).toEqual(['a', 'b'])
  })
  test('X12 C21 behavior: a fee bump is followed to the new txid', () => {
    const before = [tx('a')]
    const seen = at([tx('b', { spends: 'a' })], { before })
    expect(seen.payments.map(({ txid }) => txid[0])).toEqual(['b'])
    expect(seen.lost).toEqual([
      { txid: 'a'.repeat(64), vout: 1, sats: 50_000n, replacedBy: 'b'.repeat(64), followed: true },
    ])
  })
  test('X11 behavior: a double spend that pays somebody else is named, and not followed', () => {
    const seen = at([], { before: [tx('a')], conflicts: [tx('c', { spends: 'a', pays: [] })] })
    expect(seen.lost).toMatchObject([{ replacedBy: 'c'.repeat(64), followed: false }])
    expect(seen.totalSats).toBe(0n)
  })
  test('X11 behavior: what just vanished has no replacement, and what stayed is not lost', () => {
    expect(at([tx('b')], { before: [tx('a'), tx('b')] }).lost).toMatchObject([
      { txid: 'a'.repeat(64), replacedBy: null, followed: false },
    ])
  })
})
