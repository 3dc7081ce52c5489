import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { pino } from 'pino'
import { pad, toHex } from 'viem'
import { afterEach, expect, test } from 'vitest'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { makeTransaction, mineChain } from '../../../test/helpers/mine-chain.ts'
import { type EsploraServer, serveEsplora } from '../../../test/helpers/serve-esplora.ts'
import { BitcoinPool } from '../execution/bitcoin-pool.ts'
import { PayoutWatch } from './payouts.ts'

const payoutScript = `0x0014${'bb'.repeat(20)}` as const
const sweepScript = `0x0014${'aa'.repeat(20)}` as const
const marking = '0x01020304000000000000000700' as const
const share = {
  reqId: 7n,
  share: 0,
  staker: pad('0x5', { size: 20 }),
  state: 'Pending',
  sats: toSat(51_000n),
  payoutSats: toSat(50_000n),
  deadlineTime: 1,
  deadlineHeight: 150,
  requestHeight: 1,
  payoutScript,
  marking,
} as const
const outputs = [
  { sats: 50_000n, script: Buffer.from(fromHex(payoutScript)) },
  { sats: 0n, script: Buffer.from(fromHex(`0x6a0d${marking.slice(2)}`)) },
]
const payment = makeTransaction({ txid: '7'.repeat(64), vout: 1 }, outputs)
const blocks = mineChain(8, (height) => (height === 3 ? [payment] : []))
const status = { confirmed: true, block_height: 3, block_hash: blocks[2]?.hash ?? '', block_time: 1 }
const entry = {
  txid: payment.txid,
  vin: [{ txid: '7'.repeat(64), vout: 1, sequence: 0 }],
  vout: outputs.map(({ sats, script }) => ({ scriptpubkey: script.toString('hex'), value: Number(sats) })),
  status,
}
const dust = Array.from({ length: 1_200 }, (_, at) => ({
  ...entry,
  txid: (at + 1).toString(16).padStart(64, '0'),
  vout: [{ scriptpubkey: payoutScript.slice(2), value: 330 }],
}))
const histories: Record<string, (typeof entry)[]> = {
  [bytesToHex(sha256(fromHex(payoutScript)))]: [...dust, entry],
  [bytesToHex(sha256(fromHex(sweepScript)))]: [entry],
}

let server: EsploraServer | null = null
afterEach(() => server?.close())

test('X22 behavior: a payment counts however the push of its marking is written', async () => {
  const long = [
    ...outputs.slice(0, 1),
    { sats: 0n, script: Buffer.from(fromHex(`0x6a4c0d${marking.slice(2)}`)) },
  ]
  const paid = makeTransaction({ txid: '7'.repeat(64), vout: 1 }, long)
  const chain = mineChain(8, (height) => (height === 3 ? [paid] : []))
  const listed = {
    ...entry,
    txid: paid.txid,
    vout: long.map(({ script, sats }) => ({ scriptpubkey: script.toString('hex'), value: Number(sats) })),
    status: { ...status, block_hash: chain[2]?.hash },
  }
  server = await serveEsplora(chain, (path) =>
    path.startsWith('/scripthash/') ? { status: 200, body: JSON.stringify([listed]) } : null,
  )
  const log = pino({ level: 'silent' })
  const pool = new BitcoinPool({ urls: [server.url], log, now: Date.now, pollMs: 0 })
  await pool.refresh()
  const watch = new PayoutWatch(pool, log, async () => sweepScript, Date.now)
  await watch.update([share], 'tips')
  expect(watch.of('7.0')).toMatchObject([{ txid: paid.txid }])
})

test('X8 behavior: where no server can read the payout script the payment is found by the coins that it spends', async () => {
  server = await serveEsplora(blocks, (path) => {
    if (!path.startsWith('/scripthash/')) return null
    const own = path.includes(bytesToHex(sha256(fromHex(sweepScript))))
    return own
      ? { status: 200, body: JSON.stringify([entry]) }
      : { status: 400, body: 'Too many history entries' }
  })
  const log = pino({ level: 'silent' })
  const pool = new BitcoinPool({ urls: [server.url], log, now: Date.now, pollMs: 0 })
  await pool.refresh()
  const watch = new PayoutWatch(pool, log, async () => sweepScript, Date.now)
  await watch.update([share], 'tips')
  expect(watch.of('7.0')).toMatchObject([{ txid: payment.txid }])
  expect(watch.isFresh('7.0', 'tips')).toBe(false)
})

test('X11 behavior: a payment that is mined again in another block counts once, in that block', async () => {
  const again = mineChain(3, (height) => (height === 10 ? [payment] : []), {
    height: 8,
    hash: blocks[7]?.hash ?? '',
    time: 1_700_004_800,
  })
  let listed = entry
  server = await serveEsplora([...blocks, ...again], (path) => {
    if (path.startsWith('/scripthash/')) return { status: 200, body: JSON.stringify([listed]) }
    return listed === entry && path.endsWith('/status') ? { status: 200, body: JSON.stringify(status) } : null
  })
  const log = pino({ level: 'silent' })
  const pool = new BitcoinPool({ urls: [server.url], log, now: Date.now, pollMs: 0 })
  await pool.refresh()
  const watch = new PayoutWatch(pool, log, async () => sweepScript, Date.now)
  await watch.update([share], 'tips')
  expect(watch.of('7.0')).toMatchObject([{ height: 3, listed: true }])
  listed = { ...entry, status: { ...status, block_height: 10, block_hash: again[1]?.hash ?? '' } }
  await watch.update([share], 'later')
  expect(watch.of('7.0')).toMatchObject([{ height: 10, listed: true }])
})

test('behavior: a script flooded with dust in the block of the payment does not hide it, nor is it called unpaid', async () => {
  server = await serveEsplora(blocks, (path) => {
    const [, , hash = '', , , after] = path.split('/')
    const all = path.startsWith('/scripthash/') ? histories[hash] : undefined
    if (!all) return null
    const from = after === undefined ? 0 : all.findIndex(({ txid }) => txid === after) + 1
    return { status: 200, body: JSON.stringify(all.slice(from, from + 25)) }
  })
  const log = pino({ level: 'silent' })
  const pool = new BitcoinPool({ urls: [server.url], log, now: Date.now, pollMs: 0 })
  await pool.refresh()
  const asked: string[] = []
  const watch = new PayoutWatch(
    pool,
    log,
    async (staker) => {
      asked.push(staker)
      return sweepScript
    },
    Date.now,
  )
  await watch.update([share], 'tips')
  expect(asked).toEqual([share.staker])
  expect(watch.of('7.0')).toMatchObject([{ txid: payment.txid, height: 3 }])
  expect(toHex(watch.of('7.0')[0]?.proof.tx ?? '0x')).toBe(toHex(`0x${payment.raw.toString('hex')}`))
  expect(watch.isFresh('7.0', 'tips'), 'what may be buried is not known to be absent').toBe(false)
})
