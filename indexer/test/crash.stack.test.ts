import { afterAll, beforeAll, expect, it } from 'vitest'
import { reconcile } from '../reconcile.ts'
import { expectExact } from './exact.ts'
import { onDatabase, sleep, startChain, startIndexer, startPostgres } from './harness.ts'
import { randomFrom } from './history.ts'

const PORTS = { chain: 22804, postgres: 22805, indexer: 22806 }
const trials = Number(process.env.SLUICE_X1_TRIALS ?? 3)
const firstSeed = Number(process.env.SLUICE_SEED ?? Math.floor(Math.random() * 1e9))

let postgres: Awaited<ReturnType<typeof startPostgres>>
beforeAll(async () => {
  postgres = await startPostgres(PORTS.postgres)
})
afterAll(() => postgres.stop())

type Index = ReturnType<typeof startIndexer>

/** There is one writer only, so a lock that a dead one left may go at once, as the guard does it. */
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

      const { expected, range } = await expectExact(index, chain, head)
      expect(expected.requests.length).toBeGreaterThan(50)

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
