import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { AnswerError } from './answer-error'
import { fetchAnswer } from './fetch-answer'
import { requestsQuery } from './requests'

let answer: { status: number; body: string }
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // a browser completes the path by its own origin
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(base + path, init))
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.close()
})
beforeEach(() => {
  asked.length = 0
})
const read = (signal = new AbortController().signal) =>
  fetchAnswer('/api/v1/x', z.object({ n: z.number() }), signal)

describe('fetchAnswer', () => {
  it('default: gives what the schema says', async () => {
    answer = { status: 200, body: '{"n":1}' }
    expect(await read()).toEqual({ n: 1 })
  })

  it('error: AnswerError with the problem that the API named', async () => {
    answer = { status: 400, body: '{"type":"/problems/bad-input","title":"t","status":400,"field":"limit"}' }
    const failure = await read().catch((error) => error)
    expect(failure).toBeInstanceOf(AnswerError)
    expect([failure.status, failure.problem.field]).toEqual([400, 'limit'])
  })

  it('error: AnswerError for an answer of another shape, and for one that is no JSON', async () => {
    answer = { status: 200, body: '{"n":"1"}' }
    await expect(read()).rejects.toBeInstanceOf(AnswerError)
    answer = { status: 502, body: '<html>' }
    await expect(read()).rejects.toMatchObject({ status: 502, problem: null })
  })

  it('behavior: an abort stays an abort', async () => {
    await expect(read(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('requestsQuery', () => {
  it('default: follows the cursor to the end and keeps the stale flag of each page', async () => {
    const page = (nextCursor: string | null, stale: boolean) => ({
      status: 200,
      body: JSON.stringify({
        data: { items: [], nextCursor },
        meta: { block: 1, blockTime: 2, indexerLag: null, stale },
      }),
    })
    answer = page('7', false)
    const account = `0x${'aB'.repeat(20)}`
    const options = requestsQuery({ account, state: 'Minted' })
    const first = await new QueryClient().fetchInfiniteQuery(options)
    expect(asked).toEqual([`/api/v1/requests?state=Minted&account=${account.toLowerCase()}`])
    const [only] = first.pages
    if (only === undefined) throw new Error('no page')
    expect(options.getNextPageParam(only, [only], null, [null])).toBe('7')
    answer = page(null, true)
    const last = await new QueryClient().fetchInfiniteQuery({ ...options, initialPageParam: '7' })
    expect(asked.at(-1)).toContain('cursor=7')
    expect(last.pages[0]?.meta.stale).toBe(true)
  })
})
