import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { depositPhase } from './deposit-phase.ts'
import type { DepositSight } from './deposit-phases.ts'
import { type Deposit, depositStates } from './deposit-state.ts'
import { depositTimeline } from './deposit-timeline.ts'
import { toSat } from './to-sat.ts'
import { toWei } from './to-wei.ts'

const account = '0x00000000000000000000000000000000000000a1'
const deposit = (over: Partial<Deposit> = {}): Deposit => ({
  reqId: 7n,
  share: 0,
  shareCount: 1,
  requester: account,
  recipient: account,
  sats: toSat(50_000n),
  refundPubKeyHash: `0x${'11'.repeat(20)}`,
  state: 'Assigned',
  bondWei: toWei(1n),
  requestHeight: 1_000,
  refundHeight: 5_320,
  assignment: {
    staker: account,
    script: `0x0020${'22'.repeat(32)}`,
    deadlineTime: 10_000,
    deadlineHeight: 1_144,
  },
  offerUntil: null,
  paidSats: toSat(0n),
  mintedSats: toSat(0n),
  position: 0,
  swept: false,
  ...over,
})
const sight = (over: Partial<DepositSight> = {}): DepositSight => ({
  evmTime: 9_000,
  bitcoinHeight: 1_010,
  relayTime: 8_900,
  evmBlock: 100,
  drawBlock: null,
  baseConfirmations: 6,
  payments: [],
  ...over,
})
const paid = (confirmations: number, sats = 50_000n, provable = true) => [
  { sats: toSat(sats), confirmations, provable },
]

describe('depositPhase', () => {
  test('default: assigned and nothing on Bitcoin: pay', () => {
    expect(depositPhase(deposit(), sight())).toMatchObject({
      phase: { name: 'awaiting_payment' },
      actions: ['pay'],
    })
  })
  test('behavior: Bitcoin cannot be seen: paying is not offered, for it may be paid already', () => {
    expect(depositPhase(deposit(), sight({ payments: null }))).toMatchObject({
      phase: { name: 'awaiting_payment', seen: null },
      actions: [],
    })
  })
  test('behavior: the draw can be resolved by anyone from block n + 3', () => {
    const drawing = (evmBlock: number) =>
      depositPhase(deposit({ state: 'Requested', assignment: null }), sight({ evmBlock, drawBlock: 100 }))
        .actions
    expect(drawing(102)).toEqual([])
    expect(drawing(103)).toEqual(['resolve'])
  })
  test('behavior: k of 6, then provable, and not while the relay is stale', () => {
    expect(depositPhase(deposit(), sight({ payments: paid(0) })).phase).toMatchObject({
      name: 'confirming',
      confirmations: 0,
    })
    expect(depositPhase(deposit(), sight({ payments: paid(5) })).phase).toMatchObject({
      name: 'confirming',
      confirmations: 5,
    })
    expect(depositPhase(deposit(), sight({ payments: paid(6) })).actions).toEqual(['prove'])
    expect(
      depositPhase(deposit(), sight({ payments: paid(6), evmTime: 9_900, relayTime: 9_900 - 10_801 }))
        .actions,
    ).toEqual([])
    expect(
      depositPhase(deposit(), sight({ payments: paid(6), evmTime: 9_900, relayTime: 9_900 - 10_800 }))
        .actions,
    ).toEqual(['prove'])
  })
  test('behavior: what can never be proven counts for nothing, is said, and leaves paying open', () => {
    const batch = paid(6, 50_000n, false)
    expect(depositPhase(deposit(), sight({ payments: batch }))).toMatchObject({
      phase: { name: 'unprovable' },
      actions: ['pay'],
    })
    expect(depositPhase(deposit(), sight({ payments: [...batch, ...paid(6)] })).actions).toEqual(['prove'])
    expect(depositPhase(deposit(), sight({ payments: [...batch, ...paid(6, 20_000n)] })).phase).toMatchObject(
      {
        name: 'underpaid',
        missingSats: 30_000n,
      },
    )
    expect(
      depositPhase(deposit(), sight({ payments: batch, evmTime: 10_001, bitcoinHeight: 1_145 })).phase.name,
    ).toBe('late')
    expect(
      depositPhase(deposit(), sight({ payments: batch, bitcoinHeight: 5_320 })),
      'the coins are there to be taken back',
    ).toMatchObject({ phase: { name: 'refundable', coin: true }, actions: ['recover'] })
  })
  test('behavior: too little is underpaid, topped up it waits for the youngest payment', () => {
    expect(depositPhase(deposit(), sight({ payments: paid(8, 49_999n) }))).toMatchObject({
      phase: { name: 'underpaid', missingSats: 1n },
      actions: ['top_up', 'prove'],
    })
    expect(
      depositPhase(deposit(), sight({ payments: [...paid(8, 49_999n), ...paid(2, 1n)] })).phase,
    ).toMatchObject({ name: 'confirming', confirmations: 2 })
  })
  test('C19: what strangers have in the mempool lowers nothing that is asked for', () => {
    const [waiting] = paid(0, 20_000n).map((payment) => ({ ...payment, waiting: true }))
    const [mined] = paid(1, 10_000n)
    const seen = [waiting, mined].flatMap((payment) => payment ?? [])
    const { phase, progress } = depositPhase(deposit(), sight({ payments: seen }))
    expect(phase).toMatchObject({ name: 'underpaid', missingSats: 20_000n, waitingSats: 20_000n })
    expect(progress).toMatchObject({ totalSats: 30_000n, waitingSats: 20_000n })
  })
  test('behavior: expired only when both clocks are past, and 36 blocks more', () => {
    const at = (evmTime: number, bitcoinHeight: number) =>
      depositPhase(deposit(), sight({ evmTime, bitcoinHeight }))
    expect(at(10_000, 1_181).phase.name).toBe('awaiting_payment')
    expect(at(99_999, 1_144).phase.name).toBe('awaiting_payment')
    expect(at(10_001, 1_145)).toMatchObject({ phase: { name: 'late', expirable: false }, actions: [] })
    expect(at(10_001, 1_180).actions).toEqual([])
    expect(at(10_001, 1_181)).toMatchObject({ phase: { name: 'late', expirable: true }, actions: ['expire'] })
    expect(at(10_000, 1_181).actions).toEqual(['pay'])
  })
  test('behavior: refundable when refundHeight − tip < 1,008; the coin comes back from refundHeight on', () => {
    const at = (bitcoinHeight: number, payments = paid(9)) =>
      depositPhase(deposit({ state: 'Expired' }), sight({ bitcoinHeight, payments }))
    expect(at(4_312)).toMatchObject({ phase: { name: 'expired' }, actions: ['prove'] })
    expect(at(4_313)).toMatchObject({ phase: { name: 'refundable', recoverable: false }, actions: [] })
    expect(at(5_319).actions).toEqual([])
    expect(at(5_320).actions).toEqual(['recover'])
    expect(at(5_320, []).actions).toEqual([])
  })
  test('behavior: a coin that is spent, mined or waiting, is not offered again', () => {
    const spent = paid(9).map((payment) => ({ ...payment, spent: true }))
    const at = (payments: ReturnType<typeof paid>) =>
      depositPhase(deposit({ state: 'Refundable' }), sight({ bitcoinHeight: 5_320, payments }))
    expect(at(spent)).toMatchObject({ phase: { name: 'refundable', coin: false }, actions: [] })
    expect(at([...spent, ...paid(9)])).toMatchObject({ phase: { coin: true }, actions: ['recover'] })
  })
  test('behavior: a late payment can be proven after expiry, not while the relay is stale; a recovered coin ends it', () => {
    const late = (relayTime: number) =>
      depositPhase(deposit({ state: 'Expired' }), sight({ payments: paid(6), evmTime: 20_000, relayTime }))
    expect(late(19_000).actions).toEqual(['prove'])
    expect(late(20_000 - 10_801).actions).toEqual([])
    expect(late(20_000 + 10_801).actions).toEqual([])
    const ended = depositPhase(
      deposit({ state: 'Refundable' }),
      sight({ bitcoinHeight: 6_000, recovered: true }),
    )
    expect(ended).toMatchObject({ phase: { name: 'recovered' }, actions: [] })
  })
  test('behavior: bonds of minted and cancelled requests can be claimed while they are held', () => {
    expect(depositPhase(deposit({ state: 'Minted' }), sight()).actions).toEqual(['claim_bond'])
    expect(depositPhase(deposit({ state: 'Minted', bondWei: toWei(0n) }), sight()).actions).toEqual([])
    expect(depositPhase(deposit({ state: 'Cancelled', assignment: null }), sight()).actions).toEqual([
      'claim_bond',
    ])
  })
  test('behavior: never both mint and recover, never pay after both clocks or near the refund window', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...depositStates),
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 900, max: 6_000 }),
        fc.array(fc.tuple(fc.bigInt(1n, 60_000n), fc.integer({ min: 0, max: 9 }), fc.boolean()), {
          maxLength: 3,
        }),
        (state, evmTime, bitcoinHeight, seen) => {
          const view = depositPhase(
            deposit({
              state,
              ...(state === 'Requested' || state === 'Cancelled' ? { assignment: null } : {}),
            }),
            sight({
              evmTime,
              bitcoinHeight,
              payments: seen.flatMap(([sats, confirmations, provable]) =>
                paid(confirmations, sats, provable),
              ),
            }),
          )
          const may = new Set(view.actions)
          expect(may.has('prove') && may.has('recover')).toBe(false)
          if (may.has('recover')) expect(bitcoinHeight).toBeGreaterThanOrEqual(5_320)
          if (may.has('prove') || may.has('pay') || may.has('top_up'))
            expect(5_320 - bitcoinHeight).toBeGreaterThanOrEqual(1_008)
          if (may.has('pay') || may.has('top_up'))
            expect(evmTime > 10_000 && bitcoinHeight > 1_144).toBe(false)
          expect(
            depositTimeline(view.phase).filter((step) => step.state === 'current').length,
          ).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
