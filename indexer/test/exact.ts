import type { PublicClient } from 'viem'
import { expect } from 'vitest'
import { reconcile } from '../reconcile.ts'
import type { startChain, startIndexer } from './harness.ts'
import { replay } from './replay.ts'

type Answer = { data: Record<string, unknown>[] }
type Index = ReturnType<typeof startIndexer>
type Row = Record<string, unknown>

/** Reads a whole list of the index, page by page. */
async function all(index: Index, route: string, cursor: string, key: string): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const last = rows.at(-1)?.[key]
    const page = (await index.get(
      `${route}?limit=500${last === undefined ? '' : `&${cursor}=${last}`}`,
    )) as Answer
    rows.push(...page.data)
    if (page.data.length < 500) return rows
  }
}

const tidy = (rows: Row[]) =>
  rows.map(({ payments, steps, ...row }) => ({
    ...row,
    payments: (payments as { eventId?: string }[]).map(({ eventId: _, ...payment }) => payment),
    steps: [...(steps as { name: string }[])].sort((a, b) => a.name.localeCompare(b.name)),
  }))

/** Expects that the index holds what a replay of the chain up to `head` gives: no more, no less. */
export async function expectExact(index: Index, chain: Awaited<ReturnType<typeof startChain>>, head: bigint) {
  const client = chain.client as PublicClient
  const expected = await replay(client, chain.addresses, head)
  expect(tidy(await all(index, '/v1/requests', 'before', 'reqId'))).toEqual(tidy(expected.requests))
  expect(await all(index, '/v1/stakers', 'after', 'stakerId')).toEqual(expected.stakers)
  const payments = await all(index, '/v1/payments', 'after', 'eventId')
  expect(payments.map(({ eventId: _, ...payment }) => payment)).toEqual(expected.payments)
  const toBlock = Number(head)
  const range = { client, addresses: chain.addresses, indexUrl: index.url, fromBlock: 0, toBlock }
  expect(await reconcile(range)).toEqual([])
  return { expected, range }
}
