import { describe, expect, test } from 'vitest'
import { depositPhase } from './deposit-phase.ts'
import type { DepositSight, Reorg } from './deposit-phases.ts'
import type { Deposit } from './deposit-state.ts'
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
  bondWei: toWei(0n),
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
const paid = (confirmations: number, sats: bigint, more: object = {}) => ({
  sats: toSat(sats),
  confirmations,
  provable: true,
  ...more,
})
const of = (over: Partial<Deposit>, seen: Partial<DepositSight> = {}) =>
  depositPhase(deposit(over), sight(seen))
const now = (view: ReturnType<typeof of>) =>
  depositTimeline(view.phase).find(({ state }) => state === 'current')?.id

describe('depositPhase in the queue', () => {
  const queued = (position: number, drainable: boolean | null = null) =>
    of({ state: 'Queued', assignment: null, position }, { drainable })
  test('default: waits at its position, may leave', () => {
    expect(queued(3)).toMatchObject({ phase: { name: 'queued', position: 3 }, actions: ['cancel_queue'] })
    expect(now(queued(3))).toBe('queued')
  })
  test('behavior: only the head is offered, and only when there is room', () => {
    expect(queued(1, true).actions).toEqual(['drain_queue', 'cancel_queue'])
    expect(queued(1, false).actions).toEqual(['cancel_queue'])
    expect(queued(2, true).actions).toEqual(['cancel_queue'])
  })
  test('behavior: an offer is accepted before it lapses, and while the bridge is open', () => {
    const offered = { state: 'Offered', assignment: null, offerUntil: 9_500 } as const
    expect(of(offered)).toMatchObject({
      phase: { name: 'offered', secondsLeft: 500, lapsed: false },
      actions: ['accept', 'cancel_queue'],
    })
    expect(of(offered, { closed: 'halted' }).actions).toEqual(['cancel_queue'])
    expect(of(offered, { evmTime: 9_501 })).toMatchObject({ phase: { lapsed: true }, actions: ['lapse'] })
    expect(now(of(offered))).toBe('offered')
  })
})

describe('depositPhase while payments are counted', () => {
  test('behavior: what is counted needs no second proof; the rest tops up; settling mints what is counted', () => {
    const part = { paidSats: toSat(20_000n) }
    const counted = paid(9, 20_000n, { counted: true })
    expect(of(part, { payments: [counted] })).toMatchObject({
      phase: { name: 'underpaid', paidSats: 20_000n, missingSats: 30_000n, countedSats: 20_000n },
      actions: ['top_up', 'finalise'],
    })
    expect(of(part, { payments: [counted, paid(2, 30_000n)] })).toMatchObject({
      phase: { name: 'confirming', confirmations: 2 },
      actions: [],
    })
    expect(of(part, { payments: [counted, paid(6, 30_000n)] }).actions).toEqual(['prove'])
    expect(of(part, { payments: null }).phase).toMatchObject({ name: 'underpaid', countedSats: 20_000n })
  })
  test('behavior: a partial payment can be settled for when it is late, and after expiry', () => {
    const part = { paidSats: toSat(20_000n) }
    const late = { evmTime: 10_001, bitcoinHeight: 1_181 }
    expect(of(part, late)).toMatchObject({ phase: { name: 'late' }, actions: ['finalise', 'expire'] })
    expect(of({ ...part, state: 'Expired' })).toMatchObject({
      phase: { name: 'expired', countedSats: 20_000n, missingSats: 30_000n },
      actions: ['finalise'],
    })
  })
  test('behavior: paid too much is said before it is proven, and its size asks for more blocks', () => {
    expect(of({}, { payments: [paid(6, 60_000n)] }).phase).toMatchObject({
      name: 'provable',
      excessSats: 10_000n,
    })
    const large = { sats: toSat(9_0000_0000n) }
    expect(of(large, { payments: [paid(6, 11_0000_0000n)] }).phase).toMatchObject({
      name: 'confirming',
      confirmations: 6,
      required: 12,
    })
    expect(
      of(large, { payments: [paid(7, 9_0000_0000n), paid(6, 2_0000_0000n)] }).actions,
      'a stranger’s payment on top holds nothing back',
    ).toEqual(['prove'])
  })
})

describe('depositPhase in escrow', () => {
  const escrowed = { state: 'Escrowed', paidSats: toSat(50_000n), position: 2 } as const
  test('default: says what it waits for, and where it stands', () => {
    expect(of(escrowed, { reserved: true }).phase).toMatchObject({
      name: 'escrowed',
      reason: 'limit',
      sats: 50_000n,
      position: 2,
    })
    expect(of({ ...escrowed, bondWei: toWei(1n) }, { drainable: true })).toMatchObject({
      phase: { reason: 'capacity' },
      actions: ['drain', 'claim_bond'],
    })
    expect(now(of(escrowed))).toBe('escrowed')
  })
  test('behavior: what was paid whole and given up keeps its bond; what was not paid whole lost it, or will', () => {
    const gone = { state: 'Refundable', bondWei: toWei(5n) } as const
    expect(of({ ...gone, paidSats: toSat(50_000n) }).actions).toContain('claim_bond')
    expect(of({ ...gone, paidSats: toSat(49_999n) }).actions).not.toContain('claim_bond')
    expect(of({ ...gone, paidSats: toSat(50_000n), bondWei: toWei(0n) }).actions).not.toContain('claim_bond')
  })

  test('behavior: refundable when the window nears, unless its staker took the coin', () => {
    const near = { bitcoinHeight: 4_313, payments: [paid(9, 50_000n, { counted: true })] }
    expect(of(escrowed, near).phase).toMatchObject({ name: 'refundable', coin: true })
    expect(of({ ...escrowed, swept: true }, { ...near, drainable: true })).toMatchObject({
      phase: { name: 'swept', waitingSats: 50_000n },
      actions: ['drain'],
    })
  })
  test('behavior: a counted coin that its staker took unminted can be shown to be taken', () => {
    const taken = [paid(9, 50_000n, { counted: true, spent: true, taken: true })]
    expect(of(escrowed, { payments: taken }).actions).toEqual(['prove_sweep'])
    expect(of({ ...escrowed, swept: true }, { payments: taken }).actions).toEqual([])
    expect(
      of({ ...escrowed, state: 'Minted', mintedSats: toSat(50_000n) }, { payments: taken }).actions,
    ).toEqual([])
  })
})

test('behavior: of two coins of which its staker took one, the other comes back while the first waits to be minted', () => {
  const [first, second] = [paid(9, 50_000n, { counted: true }), paid(9, 20_000n, { counted: true })]
  const payments = [{ ...first, spent: true, taken: true }, second]
  const swept = { state: 'Escrowed', paidSats: toSat(70_000n), position: 2, swept: true } as const
  expect(of(swept, { payments, bitcoinHeight: 5_319 }).actions).toEqual([])
  expect(of(swept, { payments, bitcoinHeight: 5_320 })).toMatchObject({
    phase: { name: 'swept', waitingSats: 50_000n },
    actions: ['recover'],
  })
  const gone = payments.map((payment) => ({ ...payment, spent: true }))
  expect(of(swept, { payments: gone, bitcoinHeight: 5_320 }).actions).toEqual([])
})

test('behavior: a coin that was never counted can be shown to be taken once it cannot be counted by itself', () => {
  const taken = [paid(9, 50_000n, { counted: false, spent: true, taken: true })]
  expect(of({ state: 'Assigned' }, { payments: taken }).actions).toEqual(['prove'])
  expect(of({ state: 'Refundable' }, { bitcoinHeight: 4_313, payments: taken })).toMatchObject({
    phase: { name: 'refundable', coin: false },
    actions: ['prove_sweep'],
  })
  // one of too many parts is counted by nothing but the spend, so at any time
  const long = taken.map((payment) => ({ ...payment, provable: false }))
  expect(of({ state: 'Refundable' }, { bitcoinHeight: 4_313, payments: long }).actions).toEqual([
    'prove_sweep',
  ])
  expect(of({ state: 'Assigned' }, { payments: long }).actions).toContain('prove_sweep')
})

describe('depositPhase after the mint', () => {
  const minted = { state: 'Minted', paidSats: toSat(50_000n), mintedSats: toSat(50_000n) } as const
  const first = paid(9, 50_000n, { counted: true })
  test('T6 behavior: a second payment is a claim on the same share', () => {
    expect(of(minted, { payments: [first] }).phase).toEqual({ name: 'minted', mintedSats: 50_000n })
    expect(of(minted, { payments: [first, paid(2, 5_000n)] })).toMatchObject({
      phase: { name: 'excess', comingSats: 5_000n, waitingSats: 0n, confirmations: 2 },
      actions: [],
    })
    expect(of(minted, { payments: [first, paid(6, 5_000n)] }).actions).toEqual(['prove'])
    expect(
      of({ ...minted, paidSats: toSat(55_000n), position: 1 }, { payments: [first], drainable: true }),
    ).toMatchObject({ phase: { name: 'excess', waitingSats: 5_000n, position: 1 }, actions: ['drain'] })
  })
  test('behavior: a staker that takes what was minted is not said to have taken more, one that takes the rest is', () => {
    const waits = { ...minted, paidSats: toSat(55_000n), position: 1 }
    const swept = { ...first, spent: true, taken: true }
    const extra = paid(6, 5_000n, { counted: true })
    expect(of(waits, { payments: [swept, extra] }).actions).toEqual([])
    expect(of(waits, { payments: [swept, { ...extra, spent: true, taken: true }] }).actions).toEqual([
      'prove_sweep',
    ])
  })
  test('behavior: what was paid beyond comes back when the window nears and a coin is left', () => {
    const extra = paid(6, 5_000n)
    const swept = { ...first, spent: true }
    expect(of(minted, { bitcoinHeight: 5_320, payments: [swept, extra] })).toMatchObject({
      phase: { name: 'refundable', mintedSats: 50_000n },
      actions: ['recover'],
    })
    expect(of(minted, { bitcoinHeight: 5_320, payments: [swept] }).phase.name).toBe('minted')
    const back = { ...extra, spent: true, reclaimed: true }
    const seen = of(minted, { bitcoinHeight: 5_320, payments: [swept, back] })
    expect(seen.phase, 'what was taken back stays to be seen').toMatchObject({
      name: 'refundable',
      coin: false,
      returned: false,
    })
    const ended = of(minted, { bitcoinHeight: 5_320, payments: [swept, back], recovered: true })
    expect(ended.phase).toMatchObject({ name: 'refundable', returned: true })
    expect(depositTimeline(ended.phase).at(-1)).toEqual({ id: 'recovered', state: 'done' })
    expect(now(ended)).toBeUndefined()
  })
  test('T4 behavior: a minted payment that Bitcoin took back: what anyone can do, from the relay to the end of the report', () => {
    const reorg = (told: Reorg, bitcoinHeight = 1_010) => of(minted, { reorg: told, bitcoinHeight })
    const reported = (reprovable: boolean) => ({ stage: 'reported', untilHeight: 1_100, reprovable }) as const
    expect(reorg({ stage: 'relay' })).toMatchObject({
      phase: { name: 'reorganised', blocksLeft: null, mintedSats: 50_000n },
      actions: [],
    })
    expect(reorg({ stage: 'unreported' }).actions).toEqual(['report_reorg'])
    expect(reorg(reported(false))).toMatchObject({ phase: { blocksLeft: 90 }, actions: [] })
    expect(reorg(reported(true)).actions).toEqual(['reprove'])
    expect(reorg(reported(false), 1_100).actions).toEqual([])
    expect(reorg(reported(false), 1_101)).toMatchObject({
      phase: { blocksLeft: 0 },
      actions: ['close_reorg'],
    })
    expect(reorg(reported(true), 1_101).actions, 'late is better than owed').toEqual(['reprove'])
    expect(now(reorg(reported(true)))).toBe('reorganised')
  })
})
