import pg from 'pg'
import type { PublicClient } from 'viem'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reconcile } from '../reconcile.ts'
import { sleep, startChain, startIndexer, startPostgres } from './harness.ts'
import { randomFrom } from './history.ts'
import { replay } from './replay.ts'

const PORTS = { chain: 22804, postgres: 22805, indexer: 22806 }
const trials = Number(process.env.SLUICE_X1_TRIALS ?? 3)
const firstSeed = Number(process.env.SLUICE_SEED ?? Math.floor(Math.random() * 1e9))

let postgres: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  postgres = await startPostgres(PORTS.postgres)
})
afterAll(() => postgres.stop())

type Answer = { data: Record<string, unknown>[] }
type Index = ReturnType<typeof startIndexer>

/** Reads a whole list of the index, page by page. */
async function all(
  index: Index,
  route: string,
  cursor: string,
  key: string,
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = []
  for (;;) {
    const last = rows.at(-1)?.[key]
    const page = (await index.get(
      `${route}?limit=500${last === undefined ? '' : `&${cursor}=${last}`}`,
    )) as Answer
    rows.push(...page.data)
    if (page.data.length < 500) return rows
  }
}

async function onDatabase(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** There is one writer only, so a lock that a dead one left may go at once, as the stack does it. */
async function clearLock(url: string): Promise<void> {
  const unlock = `update app._ponder_meta set value = jsonb_set(value::jsonb, '{is_locked}', '0')::json`
  await onDatabase(url, unlock).catch((error: { code?: string }) => {
    // killed before it made its tables
    if (error.code !== '42P01' && error.code !== '3F000') throw error
  })
}

it.each(Array.from({ length: trials }, (_, n) => firstSeed + n))(
  'X1 kill -9 at a random point leaves rows equal to a replay of the chain (seed %i)',
  async (seed) => {
    const random = randomFrom(seed)
    const database = `x1_${seed}`
    await postgres.create(database)
    const chain = await startChain(PORTS.chain, seed)
    const options = {
      port: PORTS.indexer,
      rpc: chain.url,
      databaseUrl: postgres.url(database),
      addresses: chain.addresses,
    }
    let index: Index | undefined
    try {
      for (let block = 0; block < 80; block++) await chain.mineEvents(1 + random(8))
      index = startIndexer(options)
      const killAt = Date.now() + 500 + random(3_500)
      while (Date.now() < killAt) {
        await chain.mineEvents(1 + random(8))
        await sleep(30)
      }
      await index.kill()
      await clearLock(options.databaseUrl)
      index = startIndexer(options)
      const ready = Date.now() + 3_000
      while (Date.now() < ready) {
        await chain.mineEvents(1 + random(8))
        await sleep(100)
      }
      const head = await chain.client.getBlockNumber()
      // Ponder shows the blocks above finality only when the next one arrives, as it does on a chain that lives
      await index.reached(head, () => chain.control.mine({ blocks: 1 }))

      const client = chain.client as PublicClient
      const expected = await replay(client, chain.addresses, head)
      const tidy = (rows: Record<string, unknown>[]) =>
        rows.map(({ payments, steps, ...row }) => ({
          ...row,
          payments: (payments as { eventId?: string }[]).map(({ eventId: _, ...payment }) => payment),
          steps: [...(steps as { name: string }[])].sort((a, b) => a.name.localeCompare(b.name)),
        }))
      expect(expected.requests.length).toBeGreaterThan(50)
      expect(tidy(await all(index, '/v1/requests', 'before', 'reqId'))).toEqual(tidy(expected.requests))
      expect(await all(index, '/v1/stakers', 'after', 'stakerId')).toEqual(expected.stakers)
      const payments = await all(index, '/v1/payments', 'after', 'eventId')
      expect(payments.map(({ eventId: _, ...payment }) => payment)).toEqual(expected.payments)
      const toBlock = Number(head)
      const range = { client, addresses: chain.addresses, indexUrl: index.url, fromBlock: 0, toBlock }
      expect(await reconcile(range)).toEqual([])

      // the reconciler must notice a lost block, else the line above says nothing
      const lost = Number(expected.coverage[10]?.block)
      const withoutTriggers = 'set session_replication_role = replica'
      await onDatabase(options.databaseUrl, withoutTriggers, `delete from app.coverage where block = ${lost}`)
      expect((await reconcile(range)).map(({ block }) => block)).toEqual([lost])
    } finally {
      await index?.stop()
      await chain.stop()
    }
  },
)
