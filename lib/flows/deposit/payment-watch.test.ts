import { afterEach, describe, expect, test } from 'vitest'
import { type MinedBlock, mineChain } from '../../../test/helpers/mine-chain.ts'
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
import { countedConfirmations, seenPayments, verifiedCount } from './sight.ts'

const servers: EsploraServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const watching = (state: World, over = {}) => watchingWorld(state, servers, over)
const only = <T>(list: readonly T[]): T => {
  if (list.length !== 1) throw new Error(`expected one, got ${list.length}`)
  return list[0] as T
}

describe('PaymentWatch', () => {
  test('default: mempool, then k of 6, verified here and known to the relay', async () => {
    const state = world({ mempool: [pay(50_000n)] })
    const look = await watching(state)
    expect(only((await look()).payments)).toMatchObject({ confirmations: 0, verified: 0, sats: 50_000n })
    const [payment] = state.mempool.splice(0)
    if (!payment) throw new Error('no payment')
    state.blocks.push(...mineChain(4, (height) => (height === 4 ? [payment] : []), parentOf(state)))
    const sight = await look()
    expect(only(sight.payments)).toMatchObject({
      confirmations: 4,
      verified: 4,
      matchesRelay: true,
      problem: null,
    })
    expect(sight.events).toEqual([])
    const payments = sight.payments.map((payment) => ({ ...payment, counted: false }))
    expect(verifiedCount(payments, 50_000n)).toBe(4)
    const place = { refundHeight: 4_320, relayHeight: 6, baseConfirmations: 6 }
    expect(seenPayments({ ...sight, payments }, place)).toEqual([
      {
        sats: 50_000n,
        confirmations: 3,
        provable: true,
        counted: false,
        waiting: false,
        spent: false,
        taken: false,
        reclaimed: false,
      },
    ])
  })

  test('behavior: nothing is counted for the contract while it was not asked, or knows another block', async () => {
    const state = world()
    state.blocks.push(...mineChain(6, (height) => (height === 4 ? [pay(1_000n)] : []), parentOf(state)))
    const unasked = only((await (await watching(state, { relayHash: async () => null }))()).payments)
    expect(unasked).toMatchObject({ verified: 6, matchesRelay: null })
    expect(countedConfirmations(unasked, 9)).toBe(0)
    const other = only(
      (await (await watching(state, { relayHash: async () => `0x${'99'.repeat(32)}` }))()).payments,
    )
    expect(other).toMatchObject({ verified: 0, matchesRelay: false, problem: { rule: 'relay_hash' } })
  })

  test('X10: a source that lies about amount, block or headers is shown as unproven, never as confirmed', async () => {
    const base = world()
    base.blocks.push(...mineChain(6, (height) => (height === 4 ? [pay(50_000n)] : []), parentOf(base)))
    const branch = mineChain(6, () => [], { height: 3, hash: '22'.repeat(32), time: 1_700_000_000 }, 7)
    const lies: ((path: string) => string | null)[] = [
      (path) => {
        if (!path.startsWith('/scripthash')) return null
        const tx = base.blocks[3]?.transactions[1]
        return JSON.stringify([
          {
            txid: tx?.txid,
            vin: [{ ...coin, sequence: 0 }],
            vout: [{ scriptpubkey: script.toString('hex'), value: 60_000 }],
            status: { confirmed: true, block_height: 4, block_hash: base.blocks[3]?.hash },
          },
        ])
      },
      (path) => (path.startsWith('/block-height/6') ? (branch[2]?.hash ?? null) : headerOf(branch, path)),
      (path) =>
        path.endsWith('/txids') ? JSON.stringify([...Array(2)].map((_, at) => `${at}`.repeat(64))) : null,
    ]
    for (const lie of lies) {
      const payment = only((await (await watching({ ...base, lie }))()).payments)
      expect(payment.verified).toBe(0)
      expect(payment.problem).not.toBeNull()
    }
  })

  test('behavior: a reorganisation is said once, with the counts before and after', async () => {
    const payment = pay(50_000n)
    const state = world()
    const fork = parentOf(state)
    state.blocks.push(...mineChain(3, (height) => (height === 4 ? [payment] : []), fork))
    const look = await watching(state)
    await look()
    state.blocks.splice(3, 3, ...mineChain(4, () => [], fork, 9))
    state.mempool.push(payment)
    expect((await look()).events).toEqual([{ kind: 'reorganised', txid: payment.txid, from: 3, to: 0 }])
    expect((await look()).events).toEqual([])
  })

  test('C21: a fee-bumped payment is followed, a cancelled and a vanished one are told apart', async () => {
    const first = pay(50_000n)
    const bumped = pay(49_000n)
    const state = world({ mempool: [first] })
    const look = await watching(state)
    await look()
    state.mempool = [bumped]
    const followed = await look()
    expect(followed.events).toEqual([{ kind: 'replaced', txid: first.txid, by: bumped.txid }])
    expect(only(followed.payments).txid).toBe(bumped.txid)
    const cancelled = pay(48_000n, elsewhere)
    state.mempool = [cancelled]
    const away = await look()
    expect(away.payments).toEqual([])
    expect(away.events).toEqual([{ kind: 'cancelled', txid: bumped.txid, by: cancelled.txid }])
    const again = pay(50_000n, script, { txid: '88'.repeat(32), vout: 0 })
    state.mempool = [again]
    await look()
    state.mempool = []
    expect((await look()).events).toEqual([{ kind: 'dropped', txid: again.txid }])
  })

  test('error: EsploraUnavailableError when no source answers', async () => {
    const look = await watching(world({ lie: () => '{' }))
    await expect(look()).rejects.toMatchObject({ code: 'esplora.unavailable' })
  })
})

function headerOf(blocks: readonly MinedBlock[], path: string): string | null {
  const hash = /^\/block\/([0-9a-f]{64})\/header$/.exec(path)?.[1]
  return blocks.find((block) => block.hash === hash)?.header.toString('hex') ?? null
}
