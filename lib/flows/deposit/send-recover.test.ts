import { describe, expect, test } from 'vitest'
import { depositor, recoverOrder } from '../../../test/helpers/recover-case.ts'
import { buildRecover } from '../../bitcoin/build-recover.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { signRecover } from '../../bitcoin/sign-recover.ts'
import { EsploraRejectedError, EsploraUnavailableError } from '../../errors/esplora.ts'
import { RecoverSendError } from '../../errors/recover.ts'
import { sendRecover } from './send-recover.ts'

const asked = buildRecover(recoverOrder())
const signed = signRecover(asked, depositor)
const height = asked.transaction.lockTime
/** A source in a given state; `spentBy` is who spends the coin. */
const source = (over: { tip?: number; refuse?: Error; spentBy?: string | null }) => {
  const sent: string[] = []
  const esplora = {
    tipHeight: async () => over.tip ?? height,
    outspends: async () => {
      if (over.spentBy === undefined) throw new EsploraUnavailableError('', [])
      return [over.spentBy === null ? null : { txid: over.spentBy, vin: 0, status: null }]
    },
    broadcast: async (hex: string) => {
      sent.push(hex)
      if (over.refuse) throw over.refuse
      return signed.txid
    },
  } as unknown as Esplora
  const send = (replaces: string | null = null) => sendRecover(esplora, asked, signed, replaces)
  return { sent, send }
}
const problem = JSON.stringify({
  type: 'https://sluice.example/problems/bad-input',
  title: 'Something in the request is not valid.',
  status: 400,
  field: 'body',
  rule: 'its fee is below what the network relays',
})

describe('sendRecover', () => {
  test('default: broadcasts once Bitcoin is at the refund height', async () => {
    const { send, sent } = source({})
    expect(await send()).toBe(signed.txid)
    expect(sent).toEqual([signed.hex])
  })
  test('error: one block before it nothing is sent', async () => {
    const { send, sent } = source({ tip: height - 1 })
    await expect(send()).rejects.toThrow(RecoverSendError)
    expect(sent).toEqual([])
  })
  test('behavior: refused or unanswered although Bitcoin has it: that is success', async () => {
    const refuse = new EsploraRejectedError('txn-already-known')
    expect(await source({ refuse, spentBy: signed.txid }).send()).toBe(signed.txid)
    const lost = new EsploraUnavailableError('/tx', [])
    expect(await source({ refuse: lost, spentBy: signed.txid }).send()).toBe(signed.txid)
  })
  test('error: somebody else spent the coin', () =>
    expect(
      source({ refuse: new EsploraRejectedError(problem), spentBy: '77'.repeat(32) }).send(),
    ).rejects.toMatchObject({ code: 'recover.coins_moved' }))
  test('error: a higher fee that is refused is said with its reason, not as coins that moved', () =>
    expect(
      source({ refuse: new EsploraRejectedError(problem), spentBy: '77'.repeat(32) }).send('77'.repeat(32)),
    ).rejects.toBeInstanceOf(EsploraRejectedError))
  test('error: the reason reaches the person in words, whether or not the coin can be looked up', async () => {
    for (const spentBy of [null, undefined])
      await expect(
        source({ refuse: new EsploraRejectedError(problem), ...(spentBy === null && { spentBy }) }).send(),
      ).rejects.toMatchObject({ params: { reason: 'its fee is below what the network relays' } })
    const down = new EsploraUnavailableError('/tx', [])
    await expect(source({ refuse: down, spentBy: null }).send()).rejects.toBe(down)
  })
})
