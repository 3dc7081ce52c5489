import { onDatabase, sleep, startChain, startIndexer, startPostgres, until } from '../indexer/test/harness.ts'
import { print } from './samples.ts'

/**
 * B12 for the index: its guard is killed, which ends its writer too, blocks come meanwhile, and it is started again. Measured
 * to the answer that holds them; and a reader that is killed, to its first answer. `node bench/index-restart.ts`
 */
const restartMs = 10_000
const base = Number(process.env.BENCH_PORT_BASE ?? 22_840)
const ports = { chain: base, postgres: base + 1, guard: base + 2, reader: base + 3 }

const postgres = await startPostgres(ports.postgres)
const chain = await startChain(ports.chain, 1)
const ended: (() => Promise<void>)[] = [chain.stop, postgres.stop]
try {
  await postgres.create('restarted')
  const databaseUrl = postgres.url('restarted')
  await onDatabase(databaseUrl, 'create schema app')
  const start = (as: 'guard' | 'reader') => {
    const part = startIndexer({
      port: ports[as],
      rpc: chain.url,
      databaseUrl,
      addresses: chain.addresses,
      as,
    })
    ended.unshift(part.stop)
    return part
  }
  for (let block = 0; block < 80; block++) await chain.mineEvents(4)
  const guard = start('guard')
  let reader = start('reader')
  const mine = () => chain.control.mine({ blocks: 1 })
  await reader.reached(await chain.client.getBlockNumber(), mine)

  await guard.kill()
  for (let block = 0; block < 20; block++) await chain.mineEvents(4)
  const head = Number(await chain.client.getBlockNumber())
  let began = Date.now()
  start('guard')
  // a finer look than `reached` takes
  await until('the index at the head', 60_000, async () => {
    await mine()
    await sleep(100)
    return (await reader.get('/v1/status')).at.block >= head
  })
  print('restart of the index to the blocks that waited', Date.now() - began, restartMs)

  await reader.kill()
  began = Date.now()
  reader = start('reader')
  await until('an answer', 60_000, async () => (await reader.get('/v1/status')).at.block >= head)
  print('restart of the index’s reader to its first answer', Date.now() - began, restartMs)
} finally {
  for (const end of ended) await end().catch((error: unknown) => console.error(error))
}
process.exit(0)
