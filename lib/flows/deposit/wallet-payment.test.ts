import { describe, expect, test } from 'vitest'
import { toSat } from '../../core/to-sat.ts'
import {
  WalletAnswerError,
  WalletLockedError,
  WalletNoAnswerError,
  WalletRejectedError,
} from '../../errors/wallet.ts'
import { askedAt, forgetAsked, payWithWallet } from './wallet-payment.ts'

const payments = [{ address: 'bcrt1qone', sats: toSat(50_000n) }]
const NOW = 1_700_000_000

const storage = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}
/** Asks, and tells what storage held when the wallet opened and afterwards. */
async function ask(answer: (waiting: AbortController) => Promise<string>) {
  const place = storage()
  const waiting = new AbortController()
  let atOpening: number | null = null
  const sendTransfer = async () => {
    atOpening = askedAt(place, payments)
    return answer(waiting)
  }
  await payWithWallet(payments, { wallet: { sendTransfer }, place, now: NOW, signal: waiting.signal }).catch(
    () => null,
  )
  return { place, atOpening, left: askedAt(place, payments) }
}
const fails = (error: Error) => () => Promise.reject(error)

describe('payWithWallet', () => {
  test('C22: what a wallet was asked for is written down before it opens, and outlasts a reload', async () => {
    const { place, atOpening, left } = await ask(async () => '11'.repeat(32))
    expect([atOpening, left]).toEqual([NOW, NOW])
    expect(
      askedAt(place, [{ address: 'bcrt1qone', sats: 20_000n }]),
      'the rest is another payment',
    ).toBeNull()
    forgetAsked(place, payments)
    expect(askedAt(place, payments)).toBeNull()
  })
  test.each([
    ['no answer', fails(new WalletNoAnswerError('Test', 180))],
    ['an answer of another shape', fails(new WalletAnswerError('Test', 'sendTransfer', 'txid'))],
    [
      'the person stopped waiting',
      (waiting: AbortController) => {
        waiting.abort()
        return Promise.reject(new WalletRejectedError('Test'))
      },
    ],
  ])('C22, X19: it may have been sent: %s', async (_what, answer) => {
    expect((await ask(answer)).left).toBe(NOW)
  })
  test.each([
    ['declined', new WalletRejectedError('Test')],
    ['locked', new WalletLockedError('Test')],
  ])('X19: nothing was sent, so that it can be paid at once: %s', async (_what, error) => {
    expect((await ask(fails(error))).left).toBeNull()
  })
})
