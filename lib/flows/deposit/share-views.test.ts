import { expect, test } from 'vitest'
import type { Deposit } from '../../core/deposit-state.ts'
import { toSat } from '../../core/to-sat.ts'
import { shareViews } from './share-views.ts'

const spend = (by: 'staker' | 'depositor', height: number | null) => ({ txid: '0', height, by })
const coin = (sats: bigint, over: object = {}) => ({
  ...{
    txid: 'a',
    vout: 0,
    sats: toSat(sats),
    confirmations: 9,
    provable: true,
    block: null,
    counted: false,
    spend: null,
  },
  ...over,
})
const viewOf = (deposit: Partial<Deposit>, payments: object[]) => {
  const whole = {
    ...{ reqId: 1n, share: 0, shareCount: 1, sats: toSat(100n), refundHeight: 50, bondWei: 0n, position: 0 },
    ...{ requestHeight: 1, swept: false, assignment: null, offerUntil: null, ...deposit },
  } as unknown as Deposit
  const sight = { payments, tipHeight: 60, countedSats: null, missed: null }
  const beside = { deposits: [whole], reorgs: new Map(), evmTime: 1, relayHeight: 60 }
  return shareViews(null, beside, new Map([[0, sight]]) as never)[0]?.phase
}
const minted = { state: 'Minted', paidSats: toSat(100n), mintedSats: toSat(100n) } as const
const own = coin(100n, { counted: true, spend: spend('staker', 40), spent: true })

test('C22: what was paid beyond a minted amount is taken back when a block holds it, and not before', () => {
  const extra = (height: number | null) =>
    coin(7n, { spend: spend('depositor', height), spent: true, reclaimed: true })
  expect(viewOf(minted, [own, extra(null)])).toMatchObject({ name: 'refundable', returned: false })
  expect(viewOf(minted, [own, extra(58)])).toMatchObject({ name: 'refundable', returned: true })
  expect(viewOf(minted, [own, extra(58), coin(5n)]), 'one is left').toMatchObject({ returned: false })
})

test('behavior: of one of which nothing was minted every coin', () => {
  const refundable = { state: 'Refundable', paidSats: toSat(0n), mintedSats: toSat(0n) } as const
  const back = coin(60n, { spend: spend('depositor', 58), spent: true })
  expect(viewOf(refundable, [back])).toEqual({ name: 'recovered' })
  expect(viewOf(refundable, [back, coin(5n)])).toMatchObject({ name: 'refundable', returned: false })
  expect(viewOf(refundable, [coin(60n, { spend: spend('staker', 40), spent: true })])).toMatchObject({
    name: 'refundable',
  })
})
