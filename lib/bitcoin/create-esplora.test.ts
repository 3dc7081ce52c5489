import { afterEach, describe, expect, test } from 'vitest'
import { makeTransaction, mineChain } from '../../test/helpers/mine-chain.ts'
import { type EsploraServer, type Fault, serveEsplora } from '../../test/helpers/serve-esplora.ts'
import { BaseError } from '../errors/base-error.ts'
import {
  EsploraAnswerError,
  EsploraNotFoundError,
  EsploraQuorumError,
  EsploraRejectedError,
  EsploraTimeoutError,
  EsploraUnavailableError,
} from '../errors/esplora.ts'
import { ProofError } from '../errors/proof.ts'
import { createEsplora } from './create-esplora.ts'
import { esploraQuorum } from './esplora-quorum.ts'
import { relayHeaders } from './relay-headers.ts'

const payment = makeTransaction({ txid: '33'.repeat(32), vout: 0 }, [{ sats: 7n, script: Buffer.of(0x51) }])
const blocks = mineChain(20, (height) => (height === 5 ? [payment] : []))
const tip = blocks.at(-1)?.hash ?? ''
const servers: EsploraServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const serve = async (fault?: Fault, chain = blocks) => {
  const server = await serveEsplora(chain, fault)
  servers.push(server)
  return server
}
const always =
  (status: number, body: string): Fault =>
  () => ({ status, body })

describe('createEsplora', () => {
  test('default: reads tip, headers, transactions', async () => {
    const esplora = createEsplora({ urls: [(await serve()).url] })
    expect(await esplora.tipHeight()).toBe(20)
    expect(await esplora.tipHash()).toBe(tip)
    expect(await esplora.blockHash(20)).toBe(tip)
    expect(await esplora.transactionHex(payment.txid)).toBe(payment.raw.toString('hex'))
    expect(await esplora.transactionStatus(payment.txid)).toMatchObject({
      height: 5,
      blockHash: blocks[4]?.hash,
    })
  })
  test.each([
    ['an error', always(500, 'x')],
    ['too many requests', always(429, '')],
    ['half JSON', always(200, '{"confirmed":tr')],
    ['a page instead of data', always(200, '<html>')],
    ['silence', () => 'hang' as const],
  ])('X10 behavior: %s moves on to the next source, which is asked first from then on', async (_, fault) => {
    const bad = await serve(fault)
    const good = await serve()
    const failures: string[] = []
    const esplora = createEsplora({
      urls: [bad.url, good.url],
      timeout: 300,
      onFailure: (url) => failures.push(url),
    })
    expect(await esplora.transactionStatus(payment.txid)).toMatchObject({ height: 5 })
    expect(await esplora.tipHash()).toBe(tip)
    expect(failures).toEqual([bad.url])
    expect(bad.requests.length).toBe(1)
  })
  test('X10 behavior: a source that swaps a transaction or a header is passed over', async () => {
    const other = makeTransaction({ txid: '44'.repeat(32), vout: 0 }, [{ sats: 7n, script: Buffer.of(0x51) }])
    const liar = await serve((path) =>
      path.endsWith('/hex')
        ? { status: 200, body: other.raw.toString('hex') }
        : path.endsWith('/header')
          ? { status: 200, body: blocks[3]?.header.toString('hex') ?? '' }
          : null,
    )
    const honest = await serve()
    const esplora = createEsplora({ urls: [liar.url, honest.url] })
    expect(await esplora.transactionHex(payment.txid)).toBe(payment.raw.toString('hex'))
    const alone = createEsplora({ urls: [liar.url] })
    const error = await alone.blockHeader(tip).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(EsploraUnavailableError)
    expect((error as EsploraUnavailableError).find(EsploraAnswerError)).not.toBeNull()
  })
  test('error: EsploraNotFoundError, EsploraTimeoutError within, EsploraUnavailableError', async () => {
    const good = await serve()
    await expect(createEsplora({ urls: [good.url] }).transactionHex('00'.repeat(32))).rejects.toBeInstanceOf(
      EsploraNotFoundError,
    )
    const dead = createEsplora({ urls: [(await serve(() => 'hang')).url], timeout: 100 })
    const error = await dead.tipHeight().catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(EsploraUnavailableError)
    expect((error as EsploraUnavailableError).find(EsploraTimeoutError)).not.toBeNull()
    await expect(createEsplora({ urls: ['http://127.0.0.1:1'] }).tipHeight()).rejects.toBeInstanceOf(
      EsploraUnavailableError,
    )
    expect(() => createEsplora({ urls: [] })).toThrow(EsploraUnavailableError)
  })
  test('error: EsploraRejectedError ends a broadcast, which is not sent to the next source', async () => {
    const refusing = await serve(always(400, 'sendrawtransaction RPC error: min relay fee not met'))
    const next = await serve()
    const broadcast = createEsplora({ urls: [refusing.url, next.url] }).broadcast('00')
    await expect(broadcast).rejects.toBeInstanceOf(EsploraRejectedError)
    expect(next.requests).toEqual([])
  })
  test('error: nothing unchecked becomes part of a path', async () => {
    const server = await serve()
    const esplora = createEsplora({ urls: [server.url] })
    for (const bad of ['', '../admin', `${'0'.repeat(63)}/`, 'A'.repeat(64), '%2e%2e'])
      for (const call of [
        esplora.transactionHex,
        esplora.blockHeader,
        esplora.addressUtxos,
        esplora.scriptTransactions,
      ])
        if (!(call === esplora.addressUtxos && /^[A]+$/.test(bad)))
          await expect(call(bad)).rejects.toBeInstanceOf(BaseError)
    await expect(esplora.blockHash(-1)).rejects.toBeInstanceOf(BaseError)
    await expect(esplora.blockHash(1.5)).rejects.toBeInstanceOf(BaseError)
    expect(server.requests).toEqual([])
  })
})

describe('relayHeaders', () => {
  test('default: consecutive raw headers', async () => {
    const batch = await relayHeaders(createEsplora({ urls: [(await serve()).url] }), 3, 19)
    expect(
      Buffer.from(batch.raw).equals(Buffer.concat(blocks.slice(2, 19).map(({ header }) => header))),
    ).toBe(true)
    expect(batch).toMatchObject({ from: 3, to: 19, tipHash: blocks[18]?.hash })
  })
  test('error: a source that skips a block is refused', async () => {
    const liar = await serve((path) =>
      path === '/block-height/7' ? { status: 200, body: blocks[7]?.hash ?? '' } : null,
    )
    await expect(relayHeaders(createEsplora({ urls: [liar.url] }), 3, 10)).rejects.toBeInstanceOf(ProofError)
  })
})

describe('esploraQuorum', () => {
  const client = (url: string) => createEsplora({ urls: [url], timeout: 300 })
  const branch = [
    ...blocks.slice(0, 17),
    ...mineChain(3, () => [], { height: 17, hash: blocks[16]?.hash ?? '', time: 1_700_100_000 }, 1),
  ]
  test('default: all agree', async () => {
    const sources = [await serve(), await serve(), await serve()].map(({ url }) => client(url))
    expect(await esploraQuorum(sources, 2)).toEqual({ height: 20, hash: tip, disagreeing: [] })
  })
  test('behavior: one a block behind and one dead do not matter', async () => {
    const sources = [
      client((await serve(undefined, blocks.slice(0, 19))).url),
      client((await serve()).url),
      client('http://127.0.0.1:1'),
    ]
    expect(await esploraQuorum(sources, 2)).toEqual({ height: 19, hash: blocks[18]?.hash, disagreeing: [] })
  })
  test('X10 behavior: the one that names another hash is named itself', async () => {
    const sources = [await serve(undefined, branch), await serve(), await serve()].map(({ url }) =>
      client(url),
    )
    expect(await esploraQuorum(sources, 2)).toEqual({ height: 20, hash: tip, disagreeing: [0] })
  })
  test('error: EsploraQuorumError when two operators differ, or too few answer', async () => {
    const two = [await serve(undefined, branch), await serve()].map(({ url }) => client(url))
    await expect(esploraQuorum(two, 2)).rejects.toBeInstanceOf(EsploraQuorumError)
    await expect(esploraQuorum([client('http://127.0.0.1:1'), ...two], 3)).rejects.toBeInstanceOf(
      EsploraQuorumError,
    )
  })
})
