import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { pino } from 'pino'
import { pad } from 'viem'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { relayHeaders } from '../../../lib/bitcoin/relay-headers.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { toWei } from '../../../lib/core/to-wei.ts'
import { type MinedBlock, makeTransaction, mineChain } from '../../../test/helpers/mine-chain.ts'
import { type EsploraServer, type Fault, serveEsplora } from '../../../test/helpers/serve-esplora.ts'
import { NoEndpointError } from '../errors.ts'
import { PaymentWatch } from '../jobs/payments.ts'
import { BitcoinPool } from './bitcoin-pool.ts'
import { blame } from './bitcoin-source.ts'

const script = Buffer.from(`0020${'ab'.repeat(32)}`, 'hex')
const scriptHash = bytesToHex(sha256(script))
const payment = makeTransaction({ txid: '7'.repeat(64), vout: 1 }, [{ sats: 50_000n, script }])
const elsewhere = Buffer.from(`0014${'cd'.repeat(20)}`, 'hex')
const spend = makeTransaction({ txid: payment.txid, vout: 0 }, [{ sats: 49_000n, script: elsewhere }])
const at: Readonly<Record<number, (typeof payment)[]>> = { 3: [payment], 5: [spend] }
const blocks = mineChain(8, (height) => at[height] ?? [])
const paidIn = blocks[2] as MinedBlock
const spentIn = blocks[4] as MinedBlock

const entry = (txid: string, block_height = 3, block_hash = paidIn.hash) => ({
  txid,
  vin: [{ txid: '7'.repeat(64), vout: 1, sequence: 0 }],
  vout: [{ scriptpubkey: script.toString('hex'), value: 50_000 }],
  status: { confirmed: true, block_height, block_hash, block_time: 1 },
})
/** The helper's server knows no scripts: this one lists the payment, or hides it. */
const lists =
  (entries: unknown[], then: Fault = () => null): Fault =>
  (path) =>
    path === `/scripthash/${scriptHash}/txs` ? { status: 200, body: JSON.stringify(entries) } : then(path)

const deposit = {
  reqId: 1n,
  share: 0,
  shareCount: 1,
  offerUntil: null,
  paidSats: toSat(0n),
  mintedSats: toSat(0n),
  position: 0,
  swept: false,
  requester: pad('0x1', { size: 20 }),
  recipient: pad('0x2', { size: 20 }),
  sats: toSat(50_000n),
  refundPubKeyHash: pad('0x3', { size: 20 }),
  state: 'Assigned',
  bondWei: toWei(1n),
  requestHeight: 1,
  refundHeight: 4321,
  assignment: {
    staker: pad('0x4', { size: 20 }),
    script: `0x${script.toString('hex')}`,
    deadlineTime: 1,
    deadlineHeight: 145,
  },
} as const

let servers: EsploraServer[]
let lines: Record<string, unknown>[]
let clock: number
const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) })
beforeEach(() => {
  servers = []
  lines = []
  clock = 1_000_000
})
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
})
const poolOf = async (...faults: Fault[]) => {
  for (const fault of faults) servers.push(await serveEsplora(blocks, fault))
  const urls = servers.map(({ url }) => url)
  return new BitcoinPool({ urls, log, now: () => clock, pollMs: 0, timeoutMs: 400 })
}
const honest: Fault = lists([entry(payment.txid)])
const eventsOf = (name: string) => lines.filter(({ event }) => event === name)

describe('BitcoinPool', () => {
  test.each<[string, Fault]>([
    ['fails', () => ({ status: 500, body: 'no' })],
    ['hangs', () => 'hang'],
    ['answers nonsense', () => ({ status: 200, body: '<html>' })],
  ])(
    'X8 behavior: a server that %s is passed over and does not hold up the next round',
    async (_name, fault) => {
      const pool = await poolOf(fault, honest)
      await pool.refresh()
      expect(pool.tip).toEqual({ height: 8, hash: blocks[7]?.hash })
      expect(pool.status.map(({ state }) => state)).toEqual(['down', 'up'])
      const started = Date.now()
      clock += 60_000
      await pool.refresh()
      expect(Date.now() - started).toBeLessThan(300)
    },
  )

  test.each<[string, ReturnType<Fault>]>([
    ['answers too slowly', 'hang'],
    ['refuses', { status: 400, body: 'Too many history entries' }],
    ['fails at', { status: 503, body: 'no' }],
    ['answers with too much to', { status: 200, body: `[${' '.repeat(16_000_001)}]` }],
  ])(
    'X8 behavior: a stranger’s script that every server %s takes none of them away from the others',
    async (_name, fault) => {
      const hard: Fault = (path) => (path === `/scripthash/${'a'.repeat(64)}/txs` ? fault : honest(path))
      const pool = await poolOf(hard, hard)
      await pool.refresh()
      expect(await pool.askAll((esplora) => esplora.scriptTransactions('a'.repeat(64)))).toEqual([])
      await expect(pool.askEnough((esplora) => esplora.scriptTransactions('a'.repeat(64)))).rejects.toThrow(
        NoEndpointError,
      )
      expect(pool.status.map(({ state }) => state)).toEqual(['up', 'up'])
      expect(await pool.askEnough((esplora) => esplora.scriptTransactions(scriptHash))).toHaveLength(2)
      expect(eventsOf('endpoint.hard-question')).toHaveLength(2)
    },
  )

  test('X8 behavior: a server that does not even say its height is down at the first question', async () => {
    let dead = false
    const pool = await poolOf((path) => (dead ? 'hang' : honest(path)), honest)
    await pool.refresh()
    dead = true
    expect(await pool.askAll((esplora) => esplora.scriptTransactions(scriptHash))).toHaveLength(1)
    expect(pool.status.map(({ state }) => state)).toEqual(['down', 'up'])
  })

  test('X8 error: NoEndpointError when none answers', async () => {
    const pool = await poolOf(() => ({ status: 500, body: 'no' }))
    await expect(pool.refresh()).rejects.toThrow(NoEndpointError)
  })

  test('X10 behavior: a forged header is refused by its hash, and its server left out', async () => {
    const headers = blocks.map(({ header }) => {
      const forged = Buffer.from(header)
      forged.writeUInt32LE(0x1d00ffff, 72)
      return forged.toString('hex')
    })
    const hashes = new Map(blocks.map(({ hash, height }) => [hash, headers[height - 1]]))
    const lie: Fault = (path) => {
      const forged = hashes.get(path.split('/')[2] ?? '')
      return path.endsWith('/header') && forged ? { status: 200, body: forged } : null
    }
    const pool = await poolOf(lie)
    const [source] = await pool.refresh()
    if (!source) throw new Error('no source')
    // The client itself refuses a header that does not have the hash that was asked for.
    const error = await relayHeaders(source.esplora, 1, 8).catch((caught: unknown) => caught)
    blame(source, error)
    expect(source.state).toBe('down')
  })
})

describe('PaymentWatch', () => {
  const watch = async (...faults: Fault[]) => {
    const pool = await poolOf(...faults)
    await pool.refresh()
    const payments = new PaymentWatch(pool, log, Date.now)
    await payments.update([deposit], 'tips')
    return payments
  }

  test('default: finds the payment and has its evidence ready', async () => {
    const payments = await watch(honest)
    expect(payments.of('1.0')).toMatchObject([
      { txid: payment.txid, sats: 50_000n, height: 3, blockHash: paidIn.hash },
    ])
    expect(payments.isFresh('1.0', 'tips')).toBe(true)
    expect(payments.isFresh('1.0', 'other tips')).toBe(false)
  })

  test('behavior: what spends a payment is found with it, its evidence too, and is no payment', async () => {
    const payments = await watch(lists([entry(spend.txid, 5, spentIn.hash), entry(payment.txid)]))
    expect(payments.of('1.0').map(({ txid }) => txid)).toEqual([payment.txid])
    const seen = [...payments.touching('1.0')].sort((one, other) => other.height - one.height)
    expect(seen).toMatchObject([
      { txid: spend.txid, height: 5, sats: 0n, paid: [], spent: [{ txid: payment.txid, vout: 0 }] },
      { txid: payment.txid, paid: [{ vout: 0, sats: 50_000n }] },
    ])
  })

  test('X9 behavior: one server that lists a payment nobody can show does not stop the real one', async () => {
    let now = 0
    const invented = { ...entry('9'.repeat(64)), vout: [{ scriptpubkey: script.toString('hex'), value: 1 }] }
    const pool = await poolOf(honest, lists([invented]))
    await pool.refresh()
    const payments = new PaymentWatch(pool, log, () => now)
    await payments.update([deposit], 'tips')
    expect(payments.of('1.0')).toHaveLength(1)
    // what cannot be shown may still be there: nothing expires for a while, then the word alone counts no more
    expect(payments.isFresh('1.0', 'tips')).toBe(false)
    now = 601_000
    await payments.update([deposit], 'tips')
    expect(payments.isFresh('1.0', 'tips')).toBe(true)
  })

  test('T5 behavior: a flood of dust does not bury what was proven, and is not gone through before what matters', async () => {
    const dust = Array.from({ length: 1_100 }, (_, at) => ({
      ...entry((at + 1).toString(16).padStart(64, '0')),
      vout: [{ scriptpubkey: script.toString('hex'), value: 330 }],
    }))
    let listed: unknown[] = [...dust.slice(0, 60), entry(payment.txid)]
    const flooded: Fault = (path) => {
      const [, kind, , , , after] = path.split('/')
      if (kind !== 'scripthash') return null
      const from = listed.findIndex((each) => (each as { txid: string }).txid === after) + 1
      return { status: 200, body: JSON.stringify(listed.slice(from, from + 25)) }
    }
    const pool = await poolOf(flooded)
    await pool.refresh()
    const payments = new PaymentWatch(pool, log, Date.now)
    await payments.update([deposit], 'tips')
    expect(payments.of('1.0')).toMatchObject([{ txid: payment.txid, listed: true }])
    const proofs = servers[0]?.requests.filter((path) => path.endsWith('/status')).length ?? 0
    expect(proofs, 'a bounded number a look').toBeLessThanOrEqual(45)
    listed = [...dust, entry(payment.txid)]
    await payments.update([deposit], 'more')
    expect(payments.of('1.0')).toMatchObject([{ txid: payment.txid, listed: false }])
    expect(payments.isFresh('1.0', 'more')).toBe(false)
  })

  test('X10 behavior: one server that hides the payment changes nothing', async () => {
    expect((await watch(lists([]), honest)).of('1.0')).toHaveLength(1)
    await Promise.all(servers.splice(0).map((server) => server.close()))
    expect((await watch(honest, lists([]))).of('1.0')).toHaveLength(1)
  })

  test('X10 behavior: a payment that no block holds is not believed, and "no payment" is not either', async () => {
    const payments = await watch(lists([entry('9'.repeat(64))]))
    expect(payments.of('1.0')).toEqual([])
    expect(payments.isFresh('1.0', 'tips')).toBe(false)
  })

  test('X10 behavior: what a payment is worth is read from the proven transaction, not from the server', async () => {
    const inflated = {
      ...entry(payment.txid),
      vout: [{ scriptpubkey: script.toString('hex'), value: 90_000_000 }],
    }
    expect((await watch(lists([inflated]))).of('1.0')).toMatchObject([{ sats: 50_000n }])
  })

  test('X10 behavior: a server that swaps txids of a block is blamed, the next one is asked', async () => {
    const swap: Fault = (path) =>
      path.endsWith('/txids')
        ? { status: 200, body: JSON.stringify(paidIn.transactions.map(({ txid }) => txid).toReversed()) }
        : null
    const payments = await watch(lists([entry(payment.txid)], swap), honest)
    expect(payments.of('1.0')).toHaveLength(1)
    expect(eventsOf('endpoint.contradicts')).toMatchObject([{ what: 'evidence (merkle_root)' }])
  })
})
