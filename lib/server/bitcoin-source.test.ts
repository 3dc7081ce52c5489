import { afterEach, describe, expect, it } from 'vitest'
import { BitcoinSource } from './bitcoin-source.ts'
import { BadInputError, NotFoundError, UnavailableError } from './problem.ts'
import { answering, upstreamServer } from './testing/upstream-server.ts'

const TIP = ['blocks', 'tip', 'height']
const HASH = 'cd'.repeat(32)
const servers: { close: () => Promise<void> }[] = []
const start = async (...args: Parameters<typeof upstreamServer>) => {
  const server = await upstreamServer(...args)
  servers.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

describe('BitcoinSource', () => {
  it('default: gives what the source says, once for many', async () => {
    const { url, calls } = await start(answering(200, '840000\n'))
    const source = new BitcoinSource([`${url}/api/`])
    const answers = await Promise.all(Array.from({ length: 20 }, () => source.read(TIP)))
    expect(answers[7]).toEqual({ text: '840000', type: 'text/plain', lifetime: 'moving' })
    expect(calls).toEqual(['GET /api/blocks/tip/height'])
  })

  it('behavior: moves on to the next source when one is down, or answers nonsense', async () => {
    const bad = await start(answering(200, '<html>maintenance</html>'))
    const good = await start(answering(200, '5'))
    const source = new BitcoinSource(['http://127.0.0.1:1', bad.url, good.url])
    expect((await source.read(TIP)).text).toBe('5')
  })

  it('T38 error: UnavailableError that says nothing of the source', async () => {
    const { url } = await start(answering(500, 'panicked at /srv/electrs/src/main.rs: secret'))
    const failure = await new BitcoinSource([url]).read(TIP).catch((error) => error)
    expect(failure).toBeInstanceOf(UnavailableError)
    expect(failure.problem.status).toBe(503)
    expect(JSON.stringify(failure.problem)).not.toMatch(/secret|electrs|127\.0\.0\.1/)
  })

  it('error: NotFoundError when the source does not know it', async () => {
    const { url } = await start(answering(404, 'Transaction not found'))
    await expect(new BitcoinSource([url]).read(['tx', HASH, 'hex'])).rejects.toThrow(NotFoundError)
  })

  it('T36 error: BadInputError before anything is asked', async () => {
    const { url, calls } = await start(answering(200, 'secret'))
    await expect(new BitcoinSource([url]).read(['..', 'admin'])).rejects.toThrow(BadInputError)
    expect(calls).toEqual([])
  })

  it('behavior: says why a transaction is refused in words of its own', async () => {
    const { url, calls } = await start(
      answering(400, 'sendrawtransaction RPC error: {"code":-26,"message":"min relay fee not met, 0 < 141"}'),
    )
    const failure = await new BitcoinSource([url]).broadcast('00').catch((error) => error)
    expect(failure.problem).toMatchObject({ status: 400, rule: 'its fee is below what the network relays' })
    expect(calls).toEqual(['POST /tx'])
  })

  it('behavior: an unknown refusal of the network is not passed on', async () => {
    const { url } = await start(answering(400, 'at /srv/secret: <script>'))
    const failure = await new BitcoinSource([url]).broadcast('00').catch((error) => error)
    expect(failure.problem.rule).toBe('the Bitcoin network refuses it')
  })
})
