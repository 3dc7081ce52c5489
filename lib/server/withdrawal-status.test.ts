import { describe, expect, it } from 'vitest'
import { estimatesPart, withdrawalsPart } from './withdrawal-status.ts'

const of = (samples: number) => ({ p50: 60, p90: 90, samples })
const none = { p50: null, p90: null, samples: 0 }
const steps = { draw: of(5), payment: of(4), whole: none, queue: of(5), limit: of(4), room: of(7) }
const summary = {
  openWithdrawals: 2,
  queue: { requests: 1, sats: '70000' },
  toBeRedeemedSats: '50000',
  estimates: { deposit: steps, withdrawal: steps },
} as never

describe('estimatesPart', () => {
  it('default: a handful of past operations makes an estimate, fewer make none', () => {
    const { deposit, withdrawal } = estimatesPart(summary, { deposit: of(4), withdrawal: of(6) })
    expect(deposit.draw).toEqual({ p50: 60, p90: 90, samples: 5 })
    expect(deposit.payment).toEqual({ p50: null, p90: null, samples: 4 })
    expect([deposit.proof.p50, withdrawal.proof.p50]).toEqual([null, 60])
    expect(deposit.whole).toEqual(none)
    expect([deposit.queue.p50, withdrawal.queue.p90]).toEqual([60, 90])
    expect([deposit.limit, deposit.room]).toEqual([{ ...none, samples: 4 }, of(7)])
  })

  it('behavior: without the index everything is unknown', () => {
    const { deposit, withdrawal } = estimatesPart(null, { deposit: of(0), withdrawal: of(0) })
    expect([withdrawal.whole, withdrawal.queue, deposit.queue, deposit.limit]).toEqual([
      none,
      none,
      none,
      none,
    ])
  })
})

describe('withdrawalsPart', () => {
  it('default: the chain’s word goes first', () => {
    const facts = { lockedSats: 120_000n, queueSats: 71_000n, feeBps: 50, dustSats: 10_000n }
    expect(withdrawalsPart(facts, summary)).toEqual({
      lockedSats: '120000',
      toBeRedeemedSats: '50000',
      queueSats: '71000',
      queued: 1,
      open: 2,
      feeBps: 50,
      dustSats: '10000',
    })
  })

  it('behavior: what neither knows is null, never zero', () => {
    expect(withdrawalsPart(null, summary).queueSats).toBe('70000')
    expect(new Set(Object.values(withdrawalsPart(null, null)))).toEqual(new Set([null]))
  })
})
