import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { makeTransaction, mineChain } from '../../test/helpers/mine-chain.ts'
import { makesSense } from './bitcoin-answer.ts'
import { BitcoinSource } from './bitcoin-source.ts'
import { BadAnswerError } from './problem.ts'
import { answering, upstreamServer } from './testing/upstream-server.ts'

const servers: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const payments = Array.from({ length: 4 }, (_, n) =>
  makeTransaction({ txid: '33'.repeat(32), vout: n }, [{ sats: 1_000n, script: Buffer.alloc(22) }], [
    Buffer.alloc(64),
  ] as const),
)
const chain = mineChain(2, () => payments)
const [block, next] = chain
if (block === undefined || next === undefined) throw new Error('no block')
const [coinbase, payment] = block.transactions
if (coinbase === undefined || payment === undefined) throw new Error('no transaction')
const txids = block.transactions.map(({ txid }) => txid)

/** A source that says of this block what its chain does, where a test says nothing else. */
async function sourceOf(lies: Record<string, unknown> = {}) {
  const truth: Record<string, unknown> = {
    '/blocks/tip/height': '1',
    ...Object.fromEntries(
      chain.flatMap(({ hash, header, transactions }) => [
        [`/block/${hash}/header`, header.toString('hex')],
        [`/block/${hash}/txids`, transactions.map(({ txid }) => txid)],
        ...transactions.map(({ txid, raw }) => [`/tx/${txid}/hex`, raw.toString('hex')]),
      ]),
    ),
  }
  const server = await upstreamServer((request, response) =>
    answering(200, { ...truth, ...lies }[request.url ?? ''] ?? 'unknown')(request, response),
  )
  servers.push(server)
  return { source: new BitcoinSource([server.url]), ...server }
}
const HEADER = ['block', block.hash, 'header']
const TXIDS = ['block', block.hash, 'txids']

describe('what a hash commits to', () => {
  it('default: is declared fixed once its hash was seen to be right, and asked only once', async () => {
    const { source, calls } = await sourceOf()
    for (const path of [HEADER, ['tx', payment.txid, 'hex'], TXIDS])
      expect((await source.read(path)).lifetime, path.join('/')).toBe('fixed')
    const asked = calls.length
    await new Promise((resolve) => setTimeout(resolve, 550))
    for (const path of [HEADER, ['tx', payment.txid, 'hex'], TXIDS]) await source.read(path)
    expect(calls.length).toBe(asked)
  })

  it('X10 L8 a header or a transaction with another hash is no answer at all', async () => {
    const other = payments[2]?.raw.toString('hex')
    const { source } = await sourceOf({
      [`/block/${block.hash}/header`]: '00',
      [`/tx/${payment.txid}/hex`]: other,
    })
    await expect(source.read(HEADER)).rejects.toThrow(BadAnswerError)
    await expect(source.read(['tx', payment.txid, 'hex'])).rejects.toThrow(BadAnswerError)
  })

  it('X10 a source that lies about a hash is passed over', async () => {
    const liar = await sourceOf({ [`/block/${block.hash}/header`]: '00'.repeat(80) })
    const honest = await sourceOf()
    const both = new BitcoinSource([liar.url, honest.url])
    expect((await both.read(HEADER)).text).toBe(block.header.toString('hex'))
  })

  const up = (ids: readonly string[]) =>
    Array.from({ length: Math.ceil(ids.length / 2) }, (_, at) => {
      const pair = [ids[2 * at], ids[2 * at + 1] ?? ids[2 * at]].map((id) =>
        Buffer.from(id ?? '', 'hex').reverse(),
      )
      const once = createHash('sha256').update(Buffer.concat(pair)).digest()
      return createHash('sha256').update(once).digest().reverse().toString('hex')
    })
  it.each([
    ['in another order', [txids[0], ...txids.slice(1).reverse()]],
    ['with one left out', txids.slice(0, -1)],
    ['with its end repeated, which has the same root', [...txids, txids.at(-1)]],
    ['of the nodes above, which has the same root', up(txids)],
    ['that is empty', []],
  ])('X10 L8 a list of txids %s keeps only for a moment', async (_, list) => {
    const { source } = await sourceOf({ [`/block/${block.hash}/txids`]: list })
    expect((await source.read(TXIDS)).lifetime).toBe('moving')
  })

  it('X10 L8 a list keeps only for a moment while its header cannot be had', async () => {
    const { source } = await sourceOf({ [`/block/${block.hash}/header`]: '00' })
    expect((await source.read(TXIDS)).lifetime).toBe('moving')
  })

  it('L9 behavior: after a long list no other is checked for a while, so that hashing cannot fill the server’s time', async () => {
    const long = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(64, '0'))
    const { source } = await sourceOf({ [`/block/${block.hash}/txids`]: [coinbase.txid, ...long] })
    const honest = ['block', next.hash, 'txids']
    expect((await source.read(TXIDS)).lifetime).toBe('moving')
    expect((await source.read(honest)).lifetime).toBe('moving')
    await expect.poll(async () => (await source.read(honest)).lifetime, { timeout: 15_000 }).toBe('fixed')
  })
})

describe('makesSense', () => {
  it('behavior: a transaction is known by its txid with and without its witness', () => {
    expect(makesSense('transaction', payment.raw.toString('hex'), payment.txid)).toBe(true)
    expect(makesSense('transaction', payment.stripped.toString('hex'), payment.txid)).toBe(true)
    expect(makesSense('transaction', `${payment.raw.toString('hex')}00`, payment.txid)).toBe(false)
    expect(makesSense('transaction', 'zz', payment.txid)).toBe(false)
  })
})
