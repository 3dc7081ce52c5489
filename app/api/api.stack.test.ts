import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { createPublicClient, http, type PublicClient } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { reconcile } from '@/indexer/reconcile'
import { replay } from '@/indexer/test/replay'
import { activityAnswer } from '@/lib/api/activity'
import { requestAnswer, requestsAnswer } from '@/lib/api/requests'
import { stakerAnswer, stakersAnswer } from '@/lib/api/stakers'
import { configSchema, statusAnswer } from '@/lib/api/status'
import { displayHash } from '@/lib/bitcoin/display-hash'
import { scriptToAddress } from '@/lib/bitcoin/script-to-address'
import { sha256d } from '@/lib/bitcoin/sha256d'
import { type Stack, startStack } from '@/stack/start-stack'
import * as anywhere from './[...path]/route'
import * as health from './health/route'
import * as ready from './ready/route'
import * as activity from './v1/activity/route'
import * as bitcoin from './v1/bitcoin/[...path]/route'
import * as config from './v1/config/route'
import * as request from './v1/requests/[reqId]/route'
import * as requests from './v1/requests/route'
import * as staker from './v1/stakers/[address]/route'
import * as stakers from './v1/stakers/route'
import * as status from './v1/status/route'

const dir = mkdtempSync(path.join(tmpdir(), 'sluice-api-'))
const PARTS = [
  'bitcoind',
  'anvil',
  'esplora',
  'control',
  'deploy',
  'seed',
  'postgres',
  'indexer',
  'indexer-api',
  'keeper',
]
let stack: Stack
let endpoints: NonNullable<Stack['endpoints']>

beforeAll(async () => {
  stack = await startStack({
    mode: 'stack',
    fresh: true,
    portBase: 22_100,
    dir,
    parts: new Set(PARTS) as never,
  })
  if (stack.endpoints === null) throw new Error('nothing was deployed')
  endpoints = stack.endpoints
  process.env.SLUICE_ENDPOINTS = path.join(dir, 'endpoints.json')
  await eventually(async () => expect((await get(ready, '/api/ready')).status).toBe(200))
})
afterAll(async () => {
  await stack?.stop()
  rmSync(dir, { recursive: true, force: true })
})

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>
type Params = Record<string, string | string[]>

const get = (route: { GET: Handler }, url: string, params: Params = {}, headers = {}) =>
  route.GET(new Request(`http://127.0.0.1${url}`, { headers }), { params: Promise.resolve(params) })
const esplora = (...segments: string[]) => get(bitcoin, '/api/v1/bitcoin', { path: segments })
const control = async (call: string) => {
  const response = await fetch(`${stack.control}${call}`, { method: 'POST', body: '{}' })
  if (!response.ok) throw new Error(await response.text())
}
async function read<T extends z.ZodMiniType>(schema: T, response: Promise<Response>): Promise<z.output<T>> {
  const answer = await response
  expect(answer.status).toBe(200)
  return schema.parse(await answer.json())
}
async function eventually(check: () => Promise<unknown>, ms = 30_000): Promise<void> {
  const end = Date.now() + ms
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}

describe('the API over a real stack', () => {
  it('default: requests, newest first, page by page, and each by itself', async () => {
    const all = await read(requestsAnswer, get(requests, '/api/v1/requests'))
    expect(all.data.items.length).toBeGreaterThanOrEqual(3)
    expect(all.meta.stale).toBe(false)
    const first = await read(requestsAnswer, get(requests, '/api/v1/requests?limit=2'))
    const rest = await read(requestsAnswer, get(requests, `/api/v1/requests?cursor=${first.data.nextCursor}`))
    const ids = [...first.data.items, ...rest.data.items].map(({ reqId }) => reqId)
    expect(ids).toEqual(all.data.items.map(({ reqId }) => reqId))
    expect(rest.data.nextCursor).toBeNull()

    const [newest] = all.data.items
    if (newest?.kind !== 'deposit') throw new Error('no deposit')
    const one = await read(requestAnswer, get(request, '/', { reqId: newest.reqId }))
    expect(one.data).toEqual(newest)
    const mine = await read(
      requestsAnswer,
      get(requests, `/api/v1/requests?account=${newest.recipient}&state=Minted`),
    )
    expect(
      mine.data.items.every(
        (one) => one.kind === 'deposit' && [one.recipient, one.requester].includes(newest.recipient),
      ),
    ).toBe(true)
    expect((await get(request, '/', { reqId: '999999' })).status).toBe(404)
  })

  it('default: a deposit is found by everything it is known by, and its steps are its account’s activity', async () => {
    const all = await read(requestsAnswer, get(requests, '/api/v1/requests?kind=deposit&state=Minted'))
    const [one] = all.data.items
    if (one?.kind !== 'deposit') throw new Error('no deposit')
    const [share] = one.shares
    const script = Buffer.from(share?.script.slice(2) ?? '', 'hex')
    const found = async (query: string) => {
      const page = await read(requestsAnswer, get(requests, `/api/v1/requests?${query}`))
      return page.data.items.map(({ reqId }) => reqId)
    }
    const known = [one.reqId, share?.payments[0]?.txid, scriptToAddress(script, 'regtest'), one.recipient]
    for (const search of known) expect(await found(`search=${search}`)).toEqual([one.reqId])
    for (const point of [one.requested, one.minted])
      expect(await found(`search=${point?.tx}`)).toContain(one.reqId)
    expect(await found(`owner=${one.requester}&open=1`), 'what is minted is over').toEqual([])
    expect(await found(`owner=${one.requester}&staker=${share?.staker}`)).toEqual([one.reqId])
    expect(await found(`search=${one.reqId}&kind=withdrawal`)).toEqual([])
    expect(await found(`search=${'ab'.repeat(32)}`)).toEqual([])

    const url = `/api/v1/activity?account=${one.requester}`
    const steps = await read(activityAnswer, get(activity, url))
    expect(steps.data.items.map(({ step }) => step)).toEqual(['minted', 'assigned', 'requested'])
    expect(steps.data.items[0]).toMatchObject({ reqId: one.reqId, sats: share?.mintedSats, at: one.minted })
    const first = await read(activityAnswer, get(activity, `${url}&limit=2`))
    const rest = await read(activityAnswer, get(activity, `${url}&cursor=${first.data.nextCursor}`))
    expect([...first.data.items, ...rest.data.items]).toEqual(steps.data.items)
    expect(rest.data.nextCursor).toBeNull()
    expect((await get(activity, `/api/v1/activity?account=0x${'12'.repeat(20)}`)).status).toBe(200)
  })

  it.each([
    ['requests', requests, 'kind=loan', 'kind'],
    ['requests', requests, 'state=Paid', 'state'],
    ['requests', requests, 'owner=alice', 'owner'],
    ['requests', requests, 'open=yes', 'open'],
    ['requests', requests, 'search=alice', 'search'],
    ['requests', requests, 'search=bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'search'],
    ['activity', activity, '', 'account'],
    ['activity', activity, `account=0x${'12'.repeat(20)}&cursor=5`, 'cursor'],
  ] as const)(
    'T36 %s names the field that is not valid, and its rule',
    async (_name, route, query, field) => {
      const refused = await get(route, `/api/v1/x?${query}`)
      expect(refused.status).toBe(400)
      expect(refused.headers.get('content-type')).toContain('application/problem+json')
      expect(await refused.json()).toMatchObject({ field, rule: expect.stringMatching(/^must be /) })
    },
  )

  it('default: stakers, and each by itself', async () => {
    const all = await read(stakersAnswer, get(stakers, '/api/v1/stakers'))
    expect(all.data.items.length).toBe(5)
    const [first] = all.data.items
    if (first === undefined) throw new Error('no staker')
    const one = await read(stakerAnswer, get(staker, '/', { address: first.address.toLowerCase() }))
    expect(one.data.address).toBe(first.address)
    expect((await get(staker, '/', { address: `0x${'12'.repeat(20)}` })).status).toBe(404)
  })

  it('X1 the rows of the real contracts equal a replay of the chain, and no block is missing', async () => {
    const client = createPublicClient({ transport: http(endpoints.evm.rpc[0]) }) as PublicClient
    const addresses = endpoints.contracts as never
    await eventually(async () => {
      const { data, at } = await (await fetch(`${endpoints.indexer.url}/v1/requests?limit=500`)).json()
      const expected = await replay(client, addresses, BigInt(at.block))
      const plain = (rows: { reqId: string; state: string; shares: unknown }[]) =>
        rows.map(({ reqId, state, shares }) => ({ reqId, state, shares }))
      expect(plain(data)).toEqual(plain(expected.requests as never))
      const held = await (await fetch(`${endpoints.indexer.url}/v1/stakers?limit=500`)).json()
      expect(held.data).toEqual(expected.stakers)
      const range = { indexUrl: endpoints.indexer.url, fromBlock: endpoints.startBlock, toBlock: at.block }
      expect(await reconcile({ client, addresses, ...range })).toEqual([])
    })
  })

  it('default: status knows every part, and what stakers hold on Bitcoin covers what they issued', async () => {
    await get(status, '/api/v1/status')
    await eventually(async () => {
      const { data, meta } = await read(statusAnswer, get(status, '/api/v1/status'))
      expect(data.parts.filter(({ up }) => !up)).toEqual([])
      expect(data.chain.head).toBeGreaterThanOrEqual(meta.block)
      expect(data.bridge.supplySats).toBe(data.bridge.issuedSats)
      // A sweep pays its miner out of the coin that it moves; what the stakers have of their own makes up for it.
      expect(data.reserves.deficitSats).toBe('0')
      const own = BigInt(data.reserves.provenSats ?? 0) - BigInt(data.bridge.issuedSats ?? 0)
      expect(own).toBeGreaterThan(4_900_000n)
      expect(own).toBeLessThanOrEqual(5_000_000n)
      expect(data.timing.samples).toBeGreaterThanOrEqual(3)
      expect(data.bridge.capacitySats).not.toBeNull()
      const { lockedSats, toBeRedeemedSats, queueSats, queued, open } = data.withdrawals
      expect([lockedSats, toBeRedeemedSats, queueSats, queued, open]).toEqual(['0', '0', '0', 0, 0])
      // three seeded deposits are no handful
      expect(data.estimates.deposit.whole).toEqual({ p50: null, p90: null, samples: 3 })
      expect(data.estimates.deposit.proof.samples).toBe(3)
    })
  })

  it('default: public settings', async () => {
    const settings = await read(configSchema, get(config, '/api/v1/config'))
    expect(settings.contracts.QpBTC).toBe(endpoints.contracts.QpBTC)
    expect(JSON.stringify(settings)).not.toMatch(/cookie|esplora|postgres/)
  })

  it('default: Bitcoin as Esplora answers it', async () => {
    const hash = await (await esplora('blocks', 'tip', 'hash')).text()
    const header = await esplora('block', hash, 'header')
    expect(displayHash(sha256d(Buffer.from(await header.text(), 'hex')))).toBe(hash)
    expect(header.headers.get('cache-control')).toContain('immutable')
    const list = await esplora('block', hash, 'txids')
    expect(list.headers.get('cache-control')).toContain('immutable')
    const txids: string[] = await list.json()
    expect(await (await esplora('tx', txids[0] ?? '', 'status')).json()).toMatchObject({
      confirmed: true,
      block_hash: hash,
    })
    expect((await esplora('tx', 'ee'.repeat(32))).status).toBe(404)
    expect((await esplora('address', 'notanaddress0000')).status).toBe(400)
  })

  it('X23 a body that is too large, or no transaction, is refused', async () => {
    const send = (body: string) =>
      bitcoin.POST(new Request('http://127.0.0.1/api/v1/bitcoin/tx', { method: 'POST', body }), {
        params: Promise.resolve({ path: ['tx'] }),
      })
    expect((await send('ab'.repeat(200_001))).status).toBe(413)
    expect((await send('xyz')).status).toBe(400)
    expect((await send('00'.repeat(100))).status).toBe(400)
  })

  it('behavior: a caller that has the answer already gets 304', async () => {
    const etag = (await get(config, '/api/v1/config')).headers.get('etag') ?? ''
    expect((await get(config, '/api/v1/config', {}, { 'if-none-match': etag })).status).toBe(304)
  })

  it.each([
    ['POST', requests.POST],
    ['PUT', requests.PUT],
    ['PATCH', requests.PATCH],
    ['DELETE', requests.DELETE],
    ['OPTIONS', requests.OPTIONS],
  ] as const)('T37 ASVS 4.1.4 %s is refused with Allow', async (method, handler) => {
    const refused = await handler(new Request('http://127.0.0.1/api/v1/requests', { method }), {
      params: Promise.resolve({}),
    })
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('GET, HEAD')
  })

  it('T36 neither GraphQL nor SQL is served, here or by the index', async () => {
    for (const what of ['graphql', 'sql', 'sql/db']) {
      expect((await get(anywhere, `/api/${what}`, { path: what.split('/') })).status).toBe(404)
      expect((await fetch(`${endpoints.indexer.url}/${what}`)).status).toBe(404)
    }
  })

  it('T38 without the index: the last good answer, marked, for a minute; then 503; then all is well again', async () => {
    const url = '/api/v1/requests?limit=1'
    await read(requestsAnswer, get(requests, url))
    await control('/parts/indexer-api/stop')
    const stopped = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const stale = await read(requestsAnswer, get(requests, url))
    expect(stale.meta.stale).toBe(true)
    expect(stale.meta.age).toBeGreaterThanOrEqual(1)
    expect((await get(ready, '/api/ready')).status).toBe(503)
    expect((await get(health, '/api/health')).status).toBe(200)
    // what was never asked before has no last good answer
    const unknown = await get(request, '/', { reqId: '424242' })
    expect(unknown.status).toBe(503)
    expect(unknown.headers.get('retry-after')).toBe('5')
    expect(await unknown.text()).not.toMatch(/ECONN|127\.0\.0\.1|cockatiel|\sat /)

    await new Promise((resolve) => setTimeout(resolve, 62_000 - (Date.now() - stopped)))
    expect((await get(requests, url)).status).toBe(503)
    const board = await read(statusAnswer, get(status, '/api/v1/status'))
    expect(board.meta.stale).toBe(true)
    expect(board.data.bridge.openRequests).toBeNull()
    expect(board.data.withdrawals.open).toBeNull()
    expect(board.data.bridge.supplySats).not.toBeNull()
    expect(board.data.parts.find(({ name }) => name === 'indexer')?.up).toBe(false)

    await control('/parts/indexer-api/start')
    await eventually(async () => {
      expect((await read(requestsAnswer, get(requests, url))).meta.stale).toBe(false)
    })
  })

  it('X5 while the index is rebuilt the API says so, and shows no half of it as the whole', async () => {
    const url = '/api/v1/requests?limit=100'
    const before = await read(requestsAnswer, get(requests, url))
    expect(before.data.items.length).toBeGreaterThan(0)
    const client = new pg.Client({ connectionString: stack.databaseUrl ?? '' })
    await client.connect()
    // as after a reorganisation deeper than finality: what the index keeps for good is not on the chain
    await client.query(
      "UPDATE ponder_sync.blocks SET hash = '0x00' WHERE number = (SELECT max(number) FROM ponder_sync.blocks)",
    )
    await client.end()
    const seen = { unready: false, stale: false }
    const fresh: number[] = []
    await eventually(async () => {
      const { status } = await get(ready, '/api/ready')
      if (status === 503) seen.unready = true
      const answer = await get(requests, url)
      if (answer.status === 200) {
        const { data, meta } = requestsAnswer.parse(await answer.json())
        if (meta.stale) seen.stale = true
        else fresh.push(data.items.length)
      }
      expect({ ...seen, status }).toEqual({ unready: true, stale: true, status: 200 })
    }, 60_000)
    expect(new Set(fresh)).toEqual(new Set([before.data.items.length]))
  })

  it('behavior: without the Bitcoin source its part is down and its figures are unknown', async () => {
    await control('/parts/esplora/stop')
    await eventually(async () => {
      const { data } = await read(statusAnswer, get(status, '/api/v1/status'))
      expect(data.bitcoin.tipHeight).toBeNull()
      expect(data.bitcoin.relayLag).toBeNull()
      expect(data.parts.find(({ name }) => name === 'bitcoin')?.up).toBe(false)
      expect(data.bridge.supplySats).not.toBeNull()
    })
    expect((await esplora('blocks', 'tip', 'height')).status).toBe(503)
    await control('/parts/esplora/start')
    await eventually(async () => expect((await esplora('blocks', 'tip', 'height')).status).toBe(200))
  })
})
