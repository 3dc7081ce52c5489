import { afterEach, describe, expect, it } from 'vitest'
import { BitcoinSource } from './bitcoin-source.ts'
import { BadAnswerError, BadInputError, NotFoundError, UnavailableError } from './problem.ts'
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

  /** Knows its height; whatever else is asked gets `hard`. */
  const withHard = (hard: ReturnType<typeof answering>) =>
    start((request, response) =>
      (request.url === '/blocks/tip/height' ? answering(200, '7') : hard)(request, response),
    )
  const HARD: [string, ReturnType<typeof answering>, number][] = [
    ['too large', answering(200, 'ab'.repeat(1_000_001)), 502],
    ['refused with 400', answering(400, 'too many history entries'), 400],
    ['refused with 403', answering(403, 'secret'), 502],
    ['limited with 429', answering(429, 'secret'), 502],
    ['a failure of this question alone', answering(500, 'secret'), 502],
  ]
  it.each(HARD)('T38 M9 an answer that is %s closes the source to nobody', async (_, hard, status) => {
    const { url, calls } = await withHard(hard)
    const source = new BitcoinSource([url])
    for (let n = 0; n < 12; n++) {
      const txid = String(n).padStart(64, '0')
      const failure = await source.read(['tx', txid, 'hex']).catch((error) => error)
      expect(failure.problem.status).toBe(status)
      expect(JSON.stringify(failure.problem)).not.toMatch(/secret|127\.0\.0\.1/)
    }
    await new Promise((resolve) => setTimeout(resolve, 550))
    expect((await source.read(TIP)).text).toBe('7')
    // what has just failed is not asked again
    const asked = calls.length
    await source.read(['tx', String(11).padStart(64, '0'), 'status']).catch(() => undefined)
    const once = calls.length
    expect(once).toBeGreaterThan(asked)
    await source.read(['tx', String(11).padStart(64, '0'), 'status']).catch(() => undefined)
    expect(calls.length).toBe(once)
  })

  it('T38 M9 questions that get no answer in time close the source to nobody', async () => {
    const { url } = await withHard(() => undefined)
    const source = new BitcoinSource([url])
    const hard = Array.from({ length: 8 }, (_, n) => source.read(['tx', String(n).padStart(64, '0')]))
    const failures = await Promise.allSettled(hard)
    expect(failures.every(({ status }) => status === 'rejected')).toBe(true)
    expect((await source.read(TIP)).text).toBe('7')
  })

  it('T38 M9 a source that answers nothing is still given a rest', async () => {
    const { url, calls } = await start(answering(500, 'down'))
    const source = new BitcoinSource([url])
    for (let n = 0; n < 6; n++)
      await source.read(['tx', String(n).padStart(64, '0'), 'hex']).catch(() => undefined)
    const asked = calls.length
    const failure = await source.read(['tx', HASH, 'hex']).catch((error) => error)
    expect(failure).toBeInstanceOf(UnavailableError)
    expect(calls.length).toBe(asked)
  })

  it('behavior: what one source refuses is asked of the next', async () => {
    const hard = await withHard(answering(200, 'ab'.repeat(1_000_001)))
    const other = await start(answering(200, '{"confirmed":true}'))
    const source = new BitcoinSource([hard.url, other.url])
    expect((await source.read(['tx', HASH, 'status'])).text).toBe('{"confirmed":true}')
    await other.close()
    await expect(source.read(['tx', HASH, 'outspends'])).rejects.toThrow(BadAnswerError)
  })

  it('behavior: says why a transaction is refused in words of its own', async () => {
    const { url, calls } = await start(
      answering(400, 'sendrawtransaction RPC error: {"code":-26,"message":"min relay fee not met, 0 < 141"}'),
    )
    const failure = await new BitcoinSource([url]).broadcast('00').catch((error) => error)
    expect(failure.problem).toMatchObject({ status: 400, rule: 'its fee is below what the network relays' })
    expect(calls).toEqual(['POST /tx'])
  })

  it('behavior: a transaction that one source refuses is given to the next', async () => {
    const lags = await start(answering(400, 'bad-txns-inputs-missingorspent'))
    const good = await start(answering(200, HASH))
    expect((await new BitcoinSource([lags.url, good.url]).broadcast('00')).text).toBe(HASH)
    await good.close()
    const failure = await new BitcoinSource([lags.url, good.url]).broadcast('00').catch((error) => error)
    expect(failure.problem.rule).toBe('its inputs are spent or unknown')
  })

  it('behavior: an unknown refusal of the network is not passed on', async () => {
    const { url } = await start(answering(400, 'at /srv/secret: <script>'))
    const failure = await new BitcoinSource([url]).broadcast('00').catch((error) => error)
    expect(failure.problem.rule).toBe('the Bitcoin network refuses it')
  })
})
