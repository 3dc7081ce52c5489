import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSat } from './to-sat.ts'
import type { WithdrawalShare } from './withdrawal.ts'
import { type ShareSight, withdrawalSharePhase } from './withdrawal-share-phase.ts'
import { withdrawalShareStates } from './withdrawal-state.ts'
import { shareTimeline } from './withdrawal-timeline.ts'

const share = (over: Partial<WithdrawalShare> = {}): WithdrawalShare => ({
  share: 0,
  staker: '0x00000000000000000000000000000000000000a1',
  sats: toSat(50_000n),
  payoutSats: toSat(49_000n),
  feeSats: toSat(250n),
  deadlineTime: 100_000,
  deadlineHeight: 1_144,
  state: 'Pending',
  ...over,
})
const sight = (over: Partial<ShareSight> = {}): ShareSight => ({
  evmTime: 90_000,
  bitcoinHeight: 1_010,
  required: 6,
  payment: null,
  ...over,
})
const paid = (verified: number, counted = verified) => ({ verified, counted })
const late = { evmTime: 100_000 + 6 * 3_600 + 1, bitcoinHeight: 1_144 + 37 }

describe('withdrawalSharePhase', () => {
  test('C12: nothing on Bitcoin yet: wait, with no count of confirmations', () => {
    const { phase, actions } = withdrawalSharePhase(share(), sight())
    expect(phase).toEqual({ name: 'awaiting', seen: false, late: false })
    expect(actions).toEqual([])
  })
  test('behavior: no Bitcoin source: unknown, not unpaid', () => {
    expect(withdrawalSharePhase(share(), sight({ payment: 'unknown' })).phase).toMatchObject({ seen: null })
  })
  test('behavior: k of n, and provable only by what the contract counts', () => {
    expect(withdrawalSharePhase(share(), sight({ payment: paid(3) })).phase).toMatchObject({ verified: 3 })
    expect(withdrawalSharePhase(share(), sight({ payment: paid(6, 2) }))).toMatchObject({
      phase: { name: 'confirming' },
      actions: [],
    })
    expect(withdrawalSharePhase(share(), sight({ payment: paid(6) }))).toMatchObject({
      phase: { name: 'provable' },
      actions: ['prove'],
    })
  })
  test('behavior: late only past both clocks and both margins, to the second and the block', () => {
    const actions = (over: Partial<ShareSight>) =>
      withdrawalSharePhase(share(), sight({ ...late, ...over })).actions
    expect(actions({})).toEqual(['time_out'])
    expect(actions({ evmTime: late.evmTime - 1 })).toEqual([])
    expect(actions({ bitcoinHeight: late.bitcoinHeight - 1 })).toEqual([])
    expect(actions({ payment: 'unknown' })).toEqual(['time_out'])
    expect(actions({ payment: paid(0) })).toEqual(['time_out'])
    expect(actions({ payment: paid(6, 0) }), 'a block that the contract does not know').toEqual(['time_out'])
    expect(actions({ payment: paid(1) }), 'what has arrived is proven, not called late').toEqual([])
  })
  test('behavior: timed out: the owner chooses, unless the payment came after all', () => {
    const over = share({ state: 'TimedOut' })
    expect(withdrawalSharePhase(over, sight(late)).actions).toEqual(['retry', 'reimburse'])
    expect(withdrawalSharePhase(over, sight({ ...late, payment: paid(2) })).actions).toEqual([])
    expect(withdrawalSharePhase(over, sight({ ...late, payment: paid(6) })).actions).toEqual(['prove'])
  })
  test('T10: paid is the chain’s word alone, whatever Bitcoin shows', () => {
    const anySight = fc.record({
      evmTime: fc.nat(300_000),
      bitcoinHeight: fc.nat(3_000),
      required: fc.integer({ min: 3, max: 24 }),
      payment: fc.oneof(
        fc.constant(null),
        fc.constant('unknown' as const),
        fc.record({ verified: fc.nat(30), counted: fc.nat(30) }),
      ),
    })
    fc.assert(
      fc.property(fc.constantFrom(...withdrawalShareStates), anySight, (state, seen) => {
        const { phase } = withdrawalSharePhase(share({ state }), seen)
        expect(phase.name === 'paid').toBe(state === 'Paid')
        const done = shareTimeline(phase).some((step) => step.id === 'paid' && step.state === 'done')
        expect(done).toBe(state === 'Paid')
      }),
    )
  })
})
