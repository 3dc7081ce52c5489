import { describe, expect, test } from 'vitest'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { maySweepShow, type SpentCoin, unmintedSweeps } from './sweeps.ts'

const share = (state: Deposit['state'], sums: { sats?: bigint; paid?: bigint; minted?: bigint } = {}) =>
  ({
    state,
    sats: sums.sats ?? 100_000n,
    paidSats: sums.paid ?? 100_000n,
    mintedSats: sums.minted ?? 0n,
    refundHeight: 4_420,
    assignment: null,
  }) as Deposit
const coin = (change: Partial<SpentCoin> & { height?: number; relayed?: boolean } = {}): SpentCoin => {
  const { height = 110, relayed = true, ...rest } = change
  const spend = { txid: 'f'.repeat(64), height, relayed }
  return { txid: 'a'.repeat(64), vout: 0, sats: 100_000n, counted: true, countable: true, spend, ...rest }
}
const proven = (deposit: Deposit, coins: SpentCoin[], tipHeight = 115) =>
  unmintedSweeps({ deposit, coins, tipHeight, baseConfirmations: 6, dustSats: 10_000n }).map(
    ({ sats }) => sats,
  )

describe('unmintedSweeps', () => {
  test('default: at the last confirmation of the spend, in whatever state nothing was minted', () => {
    for (const state of ['Assigned', 'Expired', 'Escrowed', 'Refundable'] as const) {
      expect(proven(share(state), [coin()], 114)).toEqual([])
      expect(proven(share(state), [coin()])).toEqual([100_000n])
    }
    expect(proven(share('Escrowed'), [coin({ relayed: false })])).toEqual([])
  })

  test('behavior: what was minted is its staker’s to take, and nobody proves it', () => {
    expect(proven(share('Minted', { minted: 100_000n }), [coin()])).toEqual([])
    const excess = share('Minted', { paid: 150_000n, minted: 100_000n })
    expect(proven(excess, [coin()])).toEqual([])
    expect(proven(excess, [coin({ sats: 50_000n }), coin()])).toEqual([100_000n, 50_000n])
  })

  test('behavior: a coin that is proven already still counts, so that the others are proven too', () => {
    const excess = share('Minted', { paid: 150_000n, minted: 100_000n })
    expect(proven(excess, [coin({ sats: 50_000n, proven: true }), coin()])).toEqual([100_000n])
    expect(proven(excess, [coin({ sats: 50_000n }), coin({ proven: true })])).toEqual([50_000n])
    expect(proven(excess, [coin({ sats: 50_000n, proven: true }), coin({ proven: true })])).toEqual([])
  })

  test('behavior: one coin that carries both what was minted and what waits', () => {
    const excess = share('Minted', { paid: 150_000n, minted: 100_000n })
    expect(proven(excess, [coin({ sats: 150_000n })])).toEqual([150_000n])
  })

  test('behavior: a payment that can still be counted by itself is counted first', () => {
    for (const state of ['Assigned', 'Expired', 'Escrowed'] as const)
      expect(proven(share(state, { paid: 0n }), [coin({ counted: false })])).toEqual([])
    expect(proven(share('Refundable', { paid: 0n }), [coin({ counted: false })])).toEqual([100_000n])
    const near = 4_420 - 1_007
    expect(proven(share('Escrowed', { paid: 0n }), [coin({ counted: false })], near)).toEqual([100_000n])
  })

  test('behavior: a payment in a transaction too long to be counted is proven by what took it', () => {
    const long = coin({ counted: false, countable: false })
    for (const state of ['Assigned', 'Expired', 'Escrowed'] as const)
      expect(proven(share(state, { paid: 0n }), [long])).toEqual([100_000n])
  })

  test('behavior: above the refund height it is the depositor who spends, in its block still the staker', () => {
    expect(proven(share('Refundable'), [coin({ height: 4_421 })], 5_000)).toEqual([])
    expect(proven(share('Refundable'), [coin({ height: 4_420 })], 5_000)).toEqual([100_000n])
  })

  test('behavior: dust is left alone, and a larger sum needs more blocks', () => {
    expect(proven(share('Escrowed'), [coin({ sats: 9_999n })])).toEqual([])
    const large = share('Escrowed', { sats: 10_0000_0000n, paid: 10_0000_0000n })
    expect(proven(large, [coin({ sats: 10_0000_0000n })])).toEqual([])
    expect(proven(large, [coin({ sats: 10_0000_0000n })], 121)).toEqual([10_0000_0000n])
  })
})

test('maySweepShow: a day of blocks longer than anything up to the refund height can be mined', () => {
  expect(maySweepShow({ refundHeight: 4_420 }, 4_564)).toBe(true)
  expect(maySweepShow({ refundHeight: 4_420 }, 4_565)).toBe(false)
})
