import { BrokenCircuitError } from 'cockatiel'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answering, upstreamServer } from './testing/upstream-server.ts'
import { isUpstreamFailure, QuestionError, readUpstream, UpstreamError, upstreamPolicy } from './upstream.ts'

const servers: { close: () => Promise<void> }[] = []
const start = async (...args: Parameters<typeof upstreamServer>) => {
  const server = await upstreamServer(...args)
  servers.push(server)
  return server
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const read = (url: string) => readUpstream(url, { limit: 1_000, timeoutMs: 300 })

describe('readUpstream', () => {
  it('default: gives status and text', async () => {
    const { url } = await start(answering(404, 'no'))
    expect(await read(url)).toEqual({ status: 404, text: 'no' })
  })

  it('T36 a redirect is not followed', async () => {
    const inner = await start(answering(200, 'secret'))
    const { url } = await start((_request, response) =>
      response.writeHead(302, { location: inner.url }).end(),
    )
    await expect(read(url)).rejects.toThrow(UpstreamError)
    expect(inner.calls).toEqual([])
  })

  it('error: UpstreamError when nothing comes in time, also when only the body does not', async () => {
    const { url } = await start((_request, response) => {
      response.writeHead(200)
      response.write('half')
    })
    await expect(read(url)).rejects.toMatchObject({ name: 'UpstreamError', timedOut: true })
  })

  it('error: QuestionError when more comes than was agreed, whether it was said before or not', async () => {
    const { url, set } = await start(answering(200, 'x'.repeat(1_001)))
    await expect(read(url)).rejects.toMatchObject({ name: 'QuestionError', reason: 'too-large' })
    set((_request, response) => response.writeHead(200, { 'content-length': '1001' }).end('x'.repeat(1_001)))
    await expect(read(url)).rejects.toMatchObject({ name: 'QuestionError', reason: 'too-large' })
  })
})

describe('upstreamPolicy', () => {
  it('behavior: asks once more after a quick failure, never after a timeout', async () => {
    const { url, calls, set } = await start(answering(500, 'boom'))
    await expect(upstreamPolicy().execute(() => read(url))).rejects.toThrow(UpstreamError)
    expect(calls.length).toBe(2)
    set(() => undefined)
    await expect(upstreamPolicy().execute(() => read(url))).rejects.toMatchObject({ timedOut: true })
    expect(calls.length).toBe(3)
  })

  it('T38 M9 a question that fails alone never opens the breaker, and is not asked again', async () => {
    const policy = upstreamPolicy()
    let asked = 0
    const tooLarge = () =>
      policy.execute(async () => {
        asked += 1
        throw new QuestionError('too-large', 'more than 1000 bytes')
      })
    for (let n = 0; n < 20; n++) await tooLarge().catch(() => undefined)
    expect(asked).toBe(20)
    expect(await policy.execute(async () => 'good')).toBe('good')
  })

  it('T38 the breaker opens when half of the calls fail, spares the upstream, and closes again by itself', async () => {
    const { url, calls, set } = await start(answering(200, 'good'))
    const policy = upstreamPolicy(200)
    const ask = () => policy.execute(() => read(url))
    for (let n = 0; n < 5; n++) await ask()
    set(answering(500, 'boom'))
    const failures: unknown[] = []
    for (let n = 0; n < 8; n++) await ask().catch((error) => failures.push(error))
    expect(failures.at(-1)).toBeInstanceOf(BrokenCircuitError)
    const before = calls.length
    await ask().catch(() => undefined)
    expect(calls.length).toBe(before)

    set(answering(200, 'good'))
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect((await ask()).text).toBe('good')
  })
})

it('T38 what another copy of this module throws is known for what it is', async () => {
  vi.resetModules()
  const copy = await import('./upstream.ts')
  expect(copy.UpstreamError).not.toBe(UpstreamError)
  expect(isUpstreamFailure(new copy.UpstreamError('no connection', false))).toBe(true)
  expect(isUpstreamFailure(new copy.QuestionError('invalid', 'nonsense'))).toBe(true)
  expect(new copy.QuestionError('invalid', 'nonsense')).toBeInstanceOf(QuestionError)
  expect(new copy.UpstreamError('no connection', false)).not.toBeInstanceOf(QuestionError)
  const open = await import('cockatiel').then(({ BrokenCircuitError: Copy }) => new Copy())
  expect(isUpstreamFailure(open)).toBe(true)
  expect(isUpstreamFailure(new Error('a fault of ours'))).toBe(false)
})
