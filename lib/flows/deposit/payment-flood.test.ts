import { afterEach, describe, expect, test } from 'vitest'
import { makeTransaction, mineChain } from '../../../test/helpers/mine-chain.ts'
import type { EsploraServer } from '../../../test/helpers/serve-esplora.ts'
import {
  coin,
  elsewhere,
  parentOf,
  pay,
  script,
  type World,
  watching as watchingWorld,
  world,
} from '../../../test/helpers/watched-world.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { NamedPaymentError } from '../../errors/deposit.ts'
import { readNamedPayment } from './named-payment.ts'
import { recoverSight } from './recover-sight.ts'

const servers: EsploraServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const watching = (state: World) => watchingWorld(state, servers)
const payment = pay(50_000n)
/** Outputs of the least amount to the script, as many as one transaction may have to be proven. */
const dust = (at: number) =>
  makeTransaction(
    { txid: at.toString(16).padStart(64, '5'), vout: 0 },
    Array.from({ length: 64 }, () => ({ sats: 330n, script })),
  )
const mined = (transactions: readonly ReturnType<typeof pay>[]) => {
  const state = world()
  state.blocks.push(...mineChain(8, (height) => (height === 4 ? transactions : []), parentOf(state)))
  return state
}
const place = { script: toHex(script), paidSats: 0n, mintedSats: 0n }
const rule = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof NamedPaymentError ? error.rule : error),
  )

describe('payments among what strangers send', () => {
  test('C22: dust in many outputs costs a look few questions, and hides no payment', async () => {
    const look = await watching(mined([...Array.from({ length: 30 }, (_, at) => dust(at)), payment]))
    await look()
    const { payments } = await look()
    expect(payments).toHaveLength(30 * 64 + 1)
    expect(payments.find(({ txid }) => txid === payment.txid)).toMatchObject({ verified: 6, unspent: true })
    const asked = (what: string) => look.requests.filter((path) => path.includes(what)).length
    expect(asked('/outspends'), 'once a transaction and look').toBeLessThanOrEqual(2 * 17)
    expect(asked('/txids'), 'one proof for all outputs of a transaction').toBeLessThanOrEqual(17)
    expect(look.requests.length, '600 are allowed in ten seconds, and there are four looks').toBeLessThan(300)
  })

  // What public servers answer for a script with too many payments, and this server for a page that is too large.
  const refused = [
    { status: 400, body: 'Too many history entries' },
    { status: 502, body: '{"title":"too large"}' },
  ]
  test.each(refused)(
    'R47: named by its transaction a payment is proven where no list is given ($status)',
    async (no) => {
      const state = mined([payment])
      state.lie = (path) => (path.startsWith('/scripthash/') ? no : null)
      const look = await watching(state)
      await expect(look()).rejects.toMatchObject({ code: 'esplora.unavailable' })
      const named = [await readNamedPayment(look.esplora, toHex(script), `${payment.txid}:0`)]
      const { payments, unread } = await look({ named })
      expect(unread).toMatchObject({ code: 'esplora.unavailable' })
      expect(payments).toMatchObject([
        { txid: payment.txid, vout: 0, sats: 50_000n, verified: 6, matchesRelay: true, unspent: true },
      ])
      expect(payments[0]?.proof?.tx).toBe(toHex(payment.stripped))
    },
  )

  test('R47: named by its transaction a coin is taken back, whatever the source refuses', async () => {
    const state = mined([payment])
    state.lie = (path) => (path === '/blocks/tip/height' ? null : { status: 400, body: 'no' })
    const look = await watching(state)
    const sight = (named = [] as Awaited<ReturnType<typeof readNamedPayment>>[]) =>
      recoverSight(look.watch, look.esplora, place, async () => false, named)
    await expect(sight()).rejects.toMatchObject({ code: 'esplora.unavailable' })
    expect(await rule(readNamedPayment(look.esplora, toHex(script), payment.txid))).toBe('not_served')
    const pasted = await readNamedPayment(look.esplora, toHex(script), ` ${payment.raw.toString('hex')}\n`)
    expect(await sight([pasted])).toMatchObject({
      coins: [{ txid: payment.txid, vout: 0, sats: 50_000n }],
      waitingSats: 0n,
    })
  })

  test('R47: what can be taken back is told by what spends it, not by a list that a flood closes', async () => {
    const taken = pay(10_000n, script, { ...coin, vout: 7 })
    const state = mined([payment, taken, pay(9_000n, elsewhere, { txid: taken.txid, vout: 0 })])
    state.lie = (path) =>
      path.endsWith('/utxo') ? { status: 400, body: 'Too many unspent transaction outputs (>500)' } : null
    const look = await watching(state)
    const { coins, spends } = await recoverSight(look.watch, look.esplora, place, async () => false)
    expect(coins).toEqual([{ txid: payment.txid, vout: 0, sats: 50_000n }])
    expect(spends.map(({ sats }) => sats)).toEqual([10_000n])
  })

  test('error: NamedPaymentError names what does not fit', async () => {
    const other = pay(1_000n, elsewhere, { ...coin, vout: 8 })
    const look = await watching(mined([payment, other]))
    const read = (typed: string) => rule(readNamedPayment(look.esplora, toHex(script), typed))
    expect(await read(`https://explorer.example/tx/${payment.txid}#vout=0`)).toBeNull()
    for (const typed of ['', 'hello', payment.txid.slice(1), payment.raw.toString('hex').slice(0, -2)])
      expect(await read(typed)).toBe('unreadable')
    for (const typed of [other.txid, `${payment.txid}:1`, other.raw.toString('hex')])
      expect(await read(typed)).toBe('other_address')
  })
})
