import { describe, expect, it } from 'vitest'
import type { WithdrawalDto } from '../../api/withdrawals.ts'
import { toSat } from '../../core/to-sat.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'
import { recordFits } from './record.ts'

const OWNER = '0x00000000000000000000000000000000000000Aa'
const STAKER = '0x00000000000000000000000000000000000000Bb'
const SCRIPT = `0x0014${'11'.repeat(20)}` as const
const at = { block: 5, time: 1_000, tx: `0x${'1'.repeat(64)}` }

const withdrawal: Withdrawal = {
  reqId: 7n,
  owner: OWNER,
  sats: toSat(100_000n),
  unplacedSats: toSat(0n),
  unplacedFeeSats: toSat(0n),
  maxFeeSats: toSat(1_000n),
  requestHeight: 1,
  state: 'Assigned',
  drawing: false,
  position: 0,
  payoutScript: SCRIPT,
  shares: [
    {
      share: 0,
      staker: STAKER,
      sats: toSat(99_500n),
      payoutSats: toSat(98_500n),
      feeSats: toSat(500n),
      deadlineTime: 1,
      deadlineHeight: 1,
      state: 'Pending',
    },
  ],
}
const share: WithdrawalDto['shares'][number] = {
  share: 0,
  staker: STAKER.toLowerCase(),
  sats: '99500',
  payoutSats: '98500',
  feeSats: '500',
  deadlineTime: 1,
  deadlineHeight: 1,
  state: 'Pending',
  payment: null,
  collateral: null,
  takenSats: null,
  burned: null,
  assigned: at,
  paid: null,
  timedOut: null,
  retried: null,
  reimbursed: null,
}
const record = (over: Partial<WithdrawalDto> = {}): WithdrawalDto => ({
  reqId: '7',
  kind: 'withdrawal',
  state: 'Assigned',
  owner: OWNER.toLowerCase(),
  sats: '100000',
  feeSats: '500',
  maxFeeSats: '1000',
  payoutScript: SCRIPT,
  payoutAddress: null,
  requestHeight: 1,
  unplacedSats: '0',
  unplacedFeeSats: '0',
  returnedSats: '0',
  returnedFeeSats: '0',
  drawing: false,
  queuePosition: null,
  shares: [share],
  requested: at,
  steps: [],
  ...over,
})

describe('recordFits', () => {
  it('default: the same withdrawal, however addresses are written', () => {
    expect(recordFits(record(), withdrawal)).toBe(true)
  })

  it.each([
    ['another owner', { owner: STAKER }],
    ['another amount', { sats: '100001' }],
    ['another address', { payoutScript: `0x0014${'12'.repeat(20)}` }],
    ['another number', { reqId: '8' }],
    ['another staker', { shares: [{ ...share, staker: OWNER }] }],
  ])('behavior: nothing is believed of a record with %s', (_what, over) => {
    expect(recordFits(record(over), withdrawal)).toBe(false)
  })

  it('behavior: a share that was read a block earlier here is no contradiction', () => {
    expect(recordFits(record({ shares: [share, { ...share, share: 1, staker: OWNER }] }), withdrawal)).toBe(
      true,
    )
  })
})
