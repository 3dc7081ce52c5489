import { describe, expect, test } from 'vitest'
import { depositPhase } from './deposit-phase.ts'
import type { Deposit } from './deposit-state.ts'
import { depositWhole } from './deposit-whole.ts'
import type { SeenPayment } from './seen-payment.ts'
import { toSat } from './to-sat.ts'
import { toWei } from './to-wei.ts'

const account = '0x00000000000000000000000000000000000000a1'
const view = (share: number, over: Partial<Deposit>, payments: readonly SeenPayment[]) => {
  const deposit: Deposit = {
    reqId: 7n,
    share,
    shareCount: 2,
    requester: account,
    recipient: account,
    sats: toSat(50_000n),
    refundPubKeyHash: `0x${'11'.repeat(20)}`,
    state: 'Assigned',
    bondWei: toWei(0n),
    requestHeight: 1_000,
    refundHeight: 5_320,
    assignment: { staker: account, script: '0x', deadlineTime: 10_000, deadlineHeight: 1_144 },
    offerUntil: null,
    paidSats: toSat(0n),
    mintedSats: toSat(0n),
    position: 0,
    swept: false,
    ...over,
  }
  const clocks = { evmTime: 9_000, bitcoinHeight: 1_010, relayTime: 8_900, evmBlock: 1, drawBlock: null }
  return { deposit, ...depositPhase(deposit, { ...clocks, baseConfirmations: 6, payments }) }
}
const full = (confirmations: number): SeenPayment => ({
  sats: toSat(50_000n),
  confirmations,
  provable: true,
})
const minted = { state: 'Minted', paidSats: toSat(50_000n), mintedSats: toSat(50_000n) } as const

describe('depositWhole', () => {
  test('default: nothing is paid: a split asks for the person’s yes, then for one share after the other', () => {
    expect(depositWhole([view(0, {}, []), view(1, {}, [])])).toMatchObject({
      name: 'open',
      sats: 100_000n,
      split: { shares: 2, paid: 0, consent: true, next: 0 },
    })
    expect(depositWhole([view(0, {}, [full(0)]), view(1, {}, [])])).toMatchObject({
      paidSats: 50_000n,
      split: { paid: 1, consent: false, next: 1 },
      actions: ['pay'],
    })
  })
  test('behavior: it is minted when every share is; the timeline is that of who is furthest behind', () => {
    const whole = depositWhole([view(0, minted, []), view(1, {}, [full(3)])])
    expect(whole.name).toBe('open')
    expect(whole.timeline.find(({ state }) => state === 'current')?.id).toBe('confirmed')
    expect(depositWhole([view(0, minted, []), view(1, minted, [])])).toMatchObject({
      name: 'minted',
      mintedSats: 100_000n,
      split: { next: null },
    })
    expect(depositWhole([view(0, minted, []), view(1, { state: 'Refundable' }, [])]).name).toBe(
      'partly_minted',
    )
    expect(depositWhole([view(0, { state: 'Refundable' }, [])])).toMatchObject({
      name: 'returned',
      split: null,
    })
  })
  test('behavior: before the draw it is what its one share says', () => {
    expect(depositWhole([view(0, { state: 'Queued', position: 1, assignment: null }, [])]).name).toBe(
      'queued',
    )
    expect(depositWhole([]).name).toBe('unknown')
  })
})
