import { describe, expect, test } from 'vitest'
import { toSat } from './to-sat.ts'
import type { Withdrawal } from './withdrawal.ts'
import { type WithdrawalSight, withdrawalPhase } from './withdrawal-phase.ts'

const withdrawal = (over: Partial<Withdrawal> = {}): Withdrawal => ({
  reqId: 7n,
  owner: '0x00000000000000000000000000000000000000a1',
  sats: toSat(100_000n),
  unplacedSats: toSat(99_500n),
  unplacedFeeSats: toSat(500n),
  maxFeeSats: toSat(1_000n),
  requestHeight: 1_000,
  state: 'Requested',
  drawing: true,
  position: 0,
  payoutScript: `0x0014${'11'.repeat(20)}`,
  shares: [],
  ...over,
})
const sight = (over: Partial<WithdrawalSight> = {}): WithdrawalSight => ({
  evmTime: 1,
  bitcoinHeight: 1,
  evmBlock: 102,
  drawBlock: 100,
  firstInQueue: null,
  largestSats: 0n,
  dustSats: 10_000n,
  ...over,
})
const queued = (over: Partial<Withdrawal> = {}) =>
  withdrawal({ state: 'Queued', drawing: false, position: 1, ...over })

describe('withdrawalPhase', () => {
  test('default: the draw is ready from block n + 3', () => {
    expect(withdrawalPhase(withdrawal(), sight())).toMatchObject({
      phase: { draw: { ready: false, blocksLeft: 1 }, queue: null },
      actions: [],
    })
    expect(withdrawalPhase(withdrawal(), sight({ evmBlock: 103 })).actions).toEqual(['resolve'])
  })
  test('behavior: why it waits', () => {
    const reason = (over: Partial<WithdrawalSight>) =>
      withdrawalPhase(queued(), sight(over)).phase.queue?.reason
    expect(reason({ firstInQueue: 3n })).toBe('behind_others')
    expect(reason({ firstInQueue: 7n, largestSats: 10_999n })).toBe('nothing_free')
    expect(reason({ firstInQueue: 7n, largestSats: 11_000n })).toBe('drainable')
  })
  test('C24: a draw that the contract would refuse, because nobody carries ten miner fees, is not offered', () => {
    const dear = (unplacedSats: bigint, largestSats: bigint) =>
      withdrawalPhase(
        queued({ maxFeeSats: toSat(100_000n), unplacedSats: toSat(unplacedSats) }),
        sight({ firstInQueue: 7n, largestSats }),
      )
    expect(dear(3_000_000n, 999_999n).actions).toEqual(['cancel_queued'])
    expect(dear(3_000_000n, 1_000_000n).actions).toEqual(['drain', 'cancel_queued'])
    expect(dear(400_000n, 399_999n).phase.queue?.reason).toBe('nothing_free')
    expect(dear(400_000n, 400_000n).phase.queue?.reason).toBe('drainable')
  })
  test('C24: the miner fee is named where it is why nobody carries it, and no draw in vain is offered', () => {
    const sights = [{ firstInQueue: 3n }, { firstInQueue: 7n, largestSats: 11_000n }]
    for (const over of sights) {
      const { phase, actions } = withdrawalPhase(queued(), sight({ ...over, askedFeeSats: 2_000n }))
      expect(phase.queue?.reason).toBe('fee_too_low')
      expect(actions).toEqual(['cancel_queued'])
    }
  })
  test('behavior: what waits can be taken back, also while it is drawn for', () => {
    expect(withdrawalPhase(queued(), sight()).actions).toEqual(['cancel_queued'])
    expect(withdrawalPhase(queued({ drawing: true }), sight()).actions).toEqual(['cancel_queued'])
    expect(withdrawalPhase(withdrawal(), sight()).actions).toEqual([])
  })
})
