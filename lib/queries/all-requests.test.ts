import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { allRequests } from './all-requests.ts'
import { AnswerError } from './answer-error.ts'

const point = { block: 1, time: 1, tx: `0x${'0'.repeat(64)}` }
const request = (reqId: number) => ({
  kind: 'deposit',
  reqId: reqId.toString(),
  state: 'Minted',
  requester: `0x${'1'.repeat(40)}`,
  recipient: `0x${'1'.repeat(40)}`,
  sats: '1',
  refundPubKeyHash: '0x',
  bondWei: '0',
  bondClaimed: false,
  requestHeight: 1,
  refundHeight: 2,
  queuePosition: null,
  offerUntil: null,
  steps: [],
  shares: [],
  requested: point,
  assigned: null,
  minted: null,
  expired: null,
  cancelled: null,
  refundable: null,
})

/** A server with so many requests, which fails at one page if it is told to. */
async function serve(
  total: number,
  failAt: number | null = null,
): Promise<{ stop: () => void; asked: URL[] }> {
  const asked: URL[] = []
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? '', 'http://here')
    asked.push(url)
    const from = Number(url.searchParams.get('cursor') ?? total + 1) - 1
    const limit = Number(url.searchParams.get('limit'))
    const last = Math.max(1, from - limit + 1)
    const items = Array.from({ length: Math.max(0, from - last + 1) }, (_, i) => request(from - i))
    answer.statusCode = asked.length === failAt ? 503 : 200
    answer.end(
      JSON.stringify({
        data: { items, nextCursor: last > 1 ? last.toString() : null },
        meta: { block: 1, blockTime: 1, indexerLag: 0, stale: false },
      }),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init))
  return { stop: () => server.close(), asked }
}

afterEach(() => void vi.unstubAllGlobals())
const never = () => new AbortController().signal

describe('allRequests', () => {
  it('C33: reads to the last one, however many there are', async () => {
    const { stop, asked } = await serve(251)
    const counts: number[] = []
    const found = await allRequests(new URLSearchParams({ kind: 'deposit' }), never(), (n) => counts.push(n))
    expect(found.map(({ reqId }) => Number(reqId))).toEqual(Array.from({ length: 251 }, (_, i) => 251 - i))
    expect(counts).toEqual([100, 200, 251])
    expect(asked.every(({ searchParams }) => searchParams.get('kind') === 'deposit')).toBe(true)
    stop()
  })

  it('error: AnswerError, and no part of a list, when a page in between fails', async () => {
    const { stop } = await serve(251, 2)
    await expect(allRequests(new URLSearchParams(), never())).rejects.toBeInstanceOf(AnswerError)
    stop()
  })
})
