import { describe, expect, test } from 'vitest'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { decideWithdrawals, type WithdrawalSituation } from './withdrawals.ts'

const share = (change: Partial<OwedShare> = {}): OwedShare => ({
  reqId: 7n,
  share: 1,
  staker: '0x0000000000000000000000000000000000000001',
  state: 'Pending',
  sats: toSat(50_000n),
  payoutSats: toSat(49_000n),
  deadlineTime: 1_000_000,
  deadlineHeight: 300,
  requestHeight: 100,
  payoutScript: '0x0014',
  marking: '0x00',
  ...change,
})
const decide = (change: Partial<WithdrawalSituation>) =>
  decideWithdrawals({
    head: { number: 500n, timestamp: 900_000n },
    tipHeight: 115,
    baseConfirmations: 6,
    draws: [],
    shares: [share()],
    payouts: new Map(),
    certain: new Set(['7.1']),
    queuedSats: 0n,
    somethingFree: true,
    ...change,
  })
const paid = (height: number, relayed = true) => new Map([['7.1', [{ txid: 'a', height, relayed }]]])

describe('verify', () => {
  test('behavior: at the sixth confirmation, in a block that the relay has, mined after the request', () => {
    expect(decide({ payouts: paid(111) })).toEqual([])
    expect(decide({ payouts: paid(110) })).toEqual([{ kind: 'verify', reqId: 7n, share: 1, txids: ['a'] }])
    expect(decide({ payouts: paid(110, false) })).toEqual([])
    expect(decide({ payouts: paid(100) })).toEqual([])
  })
  test('behavior: late ones too, until the owner acts', () => {
    expect(decide({ payouts: paid(110), shares: [share({ state: 'TimedOut' })] })).toHaveLength(1)
  })
})

describe('time-out', () => {
  const head = (timestamp: bigint) => ({ number: 500n, timestamp })
  test('behavior: only past both clocks and both margins', () => {
    const past = { head: head(1_021_601n), tipHeight: 337 }
    expect(decide(past)).toEqual([{ kind: 'time-out', reqId: 7n, share: 1 }])
    expect(decide({ ...past, tipHeight: 336 })).toEqual([])
    expect(decide({ ...past, head: head(1_021_600n) })).toEqual([])
  })
  test('behavior: not while a payment waits for its blocks, nor when payments cannot be seen, nor twice', () => {
    const past = { head: head(2_000_000n), tipHeight: 400 }
    expect(decide({ ...past, payouts: paid(399) })).toEqual([])
    expect(decide({ ...past, certain: new Set() })).toEqual([])
    expect(decide({ ...past, shares: [share({ state: 'TimedOut' })] })).toEqual([])
  })
})

test('behavior: draws in order, none past the first unripe one', () => {
  const draws = [
    { reqId: 9n, drawBlock: 497n },
    { reqId: 8n, drawBlock: 497n },
    { reqId: 10n, drawBlock: 498n },
  ]
  expect(decide({ draws })).toEqual([
    { kind: 'resolve', reqId: 9n, drawBlock: 497n },
    { kind: 'resolve', reqId: 8n, drawBlock: 497n },
  ])
})

test('behavior: the queue is drained when somebody waits and something is free', () => {
  expect(decide({ queuedSats: 3n })).toEqual([{ kind: 'drain' }])
  expect(decide({ queuedSats: 3n, somethingFree: false })).toEqual([])
})
