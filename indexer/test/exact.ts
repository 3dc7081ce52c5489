import type { PublicClient } from 'viem'
import { expect } from 'vitest'
import { withdrawalStates } from '../../lib/core/withdrawal-state.ts'
import { reconcile } from '../reconcile.ts'
import type { startChain, startIndexer } from './harness.ts'
import { replay } from './replay.ts'
import { expectedWaits } from './waits.ts'

type Answer = { data: Record<string, unknown>[] }
type Index = ReturnType<typeof startIndexer>
type Row = Record<string, unknown>

/** Reads a whole list of the index, page by page. */
async function all(index: Index, route: string, cursor: string, key: string): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const last = rows.at(-1)?.[key]
    const query = `limit=500${last === undefined ? '' : `&${cursor}=${last}`}`
    const page = (await index.get(`${route}${route.includes('?') ? '&' : '?'}${query}`)) as Answer
    rows.push(...page.data)
    if (page.data.length < 500) return rows
  }
}

/** Without what a replay does not know: where Ponder says that an event stands. */
const placeless = (rows: unknown) => (rows as Row[]).map(({ eventId: _, ...row }) => row)
const tidy = (rows: Row[]) =>
  rows.map((row) => ({
    ...row,
    ...(row.payments === undefined ? {} : { payments: placeless(row.payments) }),
    steps: placeless(row.steps).sort((a, b) => String(a.name).localeCompare(String(b.name))),
  }))

/** Expects that a list by state finds what the one function that derives states says, in every state. */
async function expectStates(index: Index, expected: { reqId: string; state: string }[]): Promise<void> {
  for (const state of withdrawalStates.filter((name) => name !== 'None')) {
    const found = await all(index, `/v1/requests?kind=withdrawal&state=${state}`, 'before', 'reqId')
    const wanted = expected.filter((row) => row.state === state).map(({ reqId }) => reqId)
    expect({ state, found: found.map(({ reqId }) => reqId) }).toEqual({ state, found: wanted })
  }
}

/** Expects that an account's activity is every step of its requests of both kinds, newest first. */
async function expectActivity(index: Index, requests: Row[]): Promise<void> {
  for (const kind of ['deposit', 'withdrawal']) {
    const known = requests.find((row) => row.kind === kind)
    const account = known?.owner ?? known?.requester
    if (account === undefined) continue
    const theirs = requests.filter((row) => [row.owner, row.requester, row.recipient].includes(account))
    const steps = theirs.flatMap((row) => row.steps as Row[])
    const found = await all(index, `/v1/activity?account=${account}`, 'before', 'eventId')
    expect(found.map(({ eventId }) => eventId)).toEqual(
      found
        .map(({ eventId }) => eventId)
        .sort()
        .reverse(),
    )
    const facts = (row: Row) => `${row.reqId} ${row.name} ${row.share ?? ''} ${row.tx}`

    expect(found.map(facts).sort()).toEqual(steps.map(facts).sort())
  }
}

/** All requests as they stand at one block: while a halt lasts, each block moves the deadlines. */
async function requestsAtOneBlock(index: Index): Promise<{ rows: Row[]; block: bigint }> {
  for (;;) {
    const { at } = await index.get('/v1/status')
    const rows = await all(index, '/v1/requests', 'before', 'reqId')
    if ((await index.get('/v1/status')).at.block === at.block) return { rows, block: BigInt(at.block) }
  }
}

/** Expects that the index holds what a replay of the chain up to its own block gives: no more, no less. */
export async function expectExact(index: Index, chain: Awaited<ReturnType<typeof startChain>>, head: bigint) {
  const client = chain.client as PublicClient
  const { rows, block } = await requestsAtOneBlock(index)
  expect(block, 'it is not behind').toBeGreaterThanOrEqual(head)
  const expected = await replay(client, chain.addresses, block)
  expect(tidy(rows)).toEqual(tidy(expected.requests))
  await expectStates(index, expected.states)
  await expectActivity(index, expected.requests)
  expect(await all(index, '/v1/stakers', 'after', 'stakerId')).toEqual(expected.stakers)
  const payments = await all(index, '/v1/payments', 'after', 'eventId')
  expect(placeless(payments)).toEqual(expected.payments)
  const { estimates } = (await index.get('/v1/summary')).data as { estimates: object }
  expect(estimates).toMatchObject(expectedWaits(expected.requests as never))
  const toBlock = Number(block)
  const range = { client, addresses: chain.addresses, indexUrl: index.url, fromBlock: 0, toBlock }
  expect(await reconcile(range)).toEqual([])
  return { expected, range }
}
