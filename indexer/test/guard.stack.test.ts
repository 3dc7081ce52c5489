import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { expectExact } from './exact.ts'
import { onDatabase, runs, sleep, startChain, startIndexer, startPostgres, until } from './harness.ts'
import { randomFrom } from './history.ts'

const PORTS = { chain: 22814, postgres: 22815, guard: 22816, reader: 22817, second: 22818 }
const seed = Number(process.env.SLUICE_SEED ?? Math.floor(Math.random() * 1e9))
const random = randomFrom(seed)
/** Many in the nightly run. */
const reorgs = Number(process.env.SLUICE_X5_REORGS ?? 4)

let postgres: Awaited<ReturnType<typeof startPostgres>>
let chain: Awaited<ReturnType<typeof startChain>>
let guard: ReturnType<typeof startIndexer>
let reader: ReturnType<typeof startIndexer>
let database: string
type Line = ReturnType<typeof guard.events>[number]
const options = (port: number) => ({
  port,
  rpc: chain.url,
  databaseUrl: database,
  addresses: chain.addresses,
})

beforeAll(async () => {
  console.log(`SLUICE_SEED=${seed}`)
  postgres = await startPostgres(PORTS.postgres)
  await postgres.create('guarded')
  database = postgres.url('guarded')
  await onDatabase(database, 'create schema app')
  chain = await startChain(PORTS.chain, seed)
  for (let block = 0; block < 80; block++) await chain.mineEvents(1 + random(8))
  guard = startIndexer({ ...options(PORTS.guard), as: 'guard' })
  reader = startIndexer({ ...options(PORTS.reader), as: 'reader' })
  await reached()
})
afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.log(guard.log())
})
afterAll(async () => {
  await guard?.stop()
  await reader?.stop()
  await chain?.stop()
  await postgres?.stop()
})

const lines = () => guard.events().length
const mine = () => chain.control.mine({ blocks: 1 })

/** Waits until the reader, which knows of no restart, gives everything up to the chain's present head. */
async function reached(): Promise<bigint> {
  const head = await chain.client.getBlockNumber()
  await reader.reached(head, mine)
  return head
}

/** Waits for a line of the guard after its first `after` lines; meanwhile blocks come. @returns the line */
async function untilSaid(event: string, after: number, ms: number): Promise<Line> {
  return until(event, ms, async () => {
    await mine()
    await sleep(200)
    return (
      guard
        .events()
        .slice(after)
        .find((line) => line.event === event) ?? null
    )
  })
}
const seconds = (from: number, to: { time: string } | number) =>
  ((typeof to === 'number' ? to : Date.parse(to.time)) - from) / 1000

async function finalNow(): Promise<number> {
  const sql = 'select substr(finalized_checkpoint, 27, 16)::int as final from app._ponder_checkpoint'
  return (await onDatabase(database, sql)).rows[0].final
}

/** What the API goes by: an answer that fails, or that is more than ten blocks old, is a 503 of `/api/ready`. */
async function untilSaysUnready(): Promise<void> {
  await until('the reader says that it is not up to date', 20_000, async () => {
    const head = Number(await chain.client.getBlockNumber())
    return reader.get('/v1/summary').then(
      ({ at }) => head - at.block > 10,
      () => true,
    )
  })
}

it('X24 a second guard does not start a second writer: it says so and exits', async () => {
  const second = startIndexer({ ...options(PORTS.second), as: 'guard' })
  const code = await new Promise((resolve) => second.child.once('exit', resolve))
  expect(second.events().map(({ event }) => event)).toEqual(['guard.second'])
  expect(code).toBe(1)
  await second.stop()
})

it('X6 Postgres crashes under live load: rows equal a replay of the chain within a minute', async () => {
  const before = lines()
  let crashed = 0
  let back: Promise<void> | undefined
  for (let block = 0; block < 60; block++) {
    await chain.mineEvents(1 + random(8))
    await sleep(50)
    if (block !== 20) continue
    crashed = Date.now()
    back = postgres.crash()
  }
  await back
  const restarted = await untilSaid('index.restarted', before, 60_000)
  expect(restarted.cause).toBe('postgres restarted')
  await expectExact(reader, chain, await reached())
  console.log(
    `X6: restarted after ${seconds(crashed, restarted)} s, exact after ${seconds(crashed, Date.now())} s`,
  )
  expect(seconds(crashed, Date.now())).toBeLessThan(60)
})

it('X6 a lost block is noticed and the index built anew', async () => {
  const start = guard.events().findLastIndex(({ event }) => /^index\.(re)?started$/.test(event))
  await untilSaid('index.compared', start, 30_000)
  const lost = await chain.mineEvents(5)
  await reached()
  const [before, begun] = [lines(), Date.now()]
  const withoutTriggers = 'set session_replication_role = replica'
  await onDatabase(database, withoutTriggers, `delete from app.coverage where block = ${lost}`)
  await chain.control.mine({ blocks: 100 })
  const rebuilt = await untilSaid('index.rebuilt', before, 60_000)
  expect(rebuilt).toMatchObject({ cause: 'difference', blocks: [lost] })
  await untilSaysUnready()
  await expectExact(reader, chain, await reached())
  console.log(
    `lost block: rebuilding after ${seconds(begun, rebuilt)} s, exact after ${seconds(begun, Date.now())} s`,
  )
})

it('X5 reorganisations of any depth within finality: exact within ten seconds, and nothing is rebuilt', async () => {
  const before = lines()
  for (let reorg = 0; reorg < reorgs; reorg++) {
    for (let block = 0; block < 8; block++) await chain.mineEvents(1 + random(8))
    await reached()
    const head = Number(await chain.client.getBlockNumber())
    const depth = 1 + random(Math.max(1, Math.min(20, head - (await finalNow()) - 1)))
    await chain.reorganise(depth)
    const begun = Date.now()
    for (let block = 0; block < 3; block++) await chain.mineEvents(4)
    const now = await reached()
    expect(Date.now() - begun, `depth ${depth}`).toBeLessThan(10_000)
    await expectExact(reader, chain, now)
  }
  expect(
    guard
      .events()
      .slice(before)
      .map(({ event }) => event),
  ).not.toContain('index.rebuilt')
})

it('X5 a reorganisation of 45 blocks, deeper than finality, is noticed and leaves no phantom rows', async () => {
  // finality moves in steps: right after one of them the final block is about 30 deep
  await until('the final block is less than 40 deep', 30_000, async () => {
    await chain.mineEvents(2)
    const head = Number(await chain.client.getBlockNumber())
    return head - (await finalNow()) < 40
  })
  // The guard looks every few seconds; what is taken back before it saw that block is the reconciler's to find, later.
  await sleep(8_000)
  const [before, begun] = [lines(), Date.now()]
  await chain.reorganise(45)
  for (let block = 0; block < 5; block++) await chain.mineEvents(4)
  const rebuilt = await untilSaid('index.rebuilt', before, 60_000)
  expect(rebuilt.cause).toBe('reorganisation deeper than finality')
  await untilSaysUnready()
  await expectExact(reader, chain, await reached())
  console.log(
    `X5: rebuilding after ${seconds(begun, rebuilt)} s, exact after ${seconds(begun, Date.now())} s`,
  )
})

it('X1 while its writer starts again a reader claims no block whose rows were taken back', async () => {
  const blocks: number[] = []
  for (let block = 0; block < 20; block++) blocks.push(await chain.mineEvents(1))
  await reached()
  await guard.kill()
  guard = startIndexer({ ...options(PORTS.guard), as: 'guard' })
  const [from, to = 0, end] = [blocks[0], blocks.at(-1), Date.now() + 60_000]
  let takenBack = false
  for (;;) {
    expect(Date.now(), 'the writer takes rows back, and brings them again').toBeLessThan(end)
    const answer = await reader.get(`/v1/coverage?from=${from}&to=${to}`).catch(() => null)
    if (answer !== null) {
      const held: { block: number }[] = answer.data
      const claimed = blocks.filter((block) => block <= answer.at.block)
      expect(held.map(({ block }) => block)).toEqual(expect.arrayContaining(claimed))
      if (answer.at.block < to) takenBack = true
      else if (takenBack) break
    }
    // it shows its last blocks only when the next one comes
    if (takenBack) await chain.mineEvents(1)
    await sleep(20)
  }
  await expectExact(reader, chain, await reached())
})

it('X24 a guard that is killed takes its writer along, one that is stopped leaves nothing', async () => {
  await guard.kill()
  const silent = () =>
    until('the writer is gone', 5_000, () =>
      fetch(guard.url).then(
        () => false,
        () => true,
      ),
    )
  await silent()
  guard = startIndexer({ ...options(PORTS.guard), as: 'guard' })
  await untilSaid('index.started', 0, 10_000)
  const { child } = guard
  await guard.stop()
  expect(child.exitCode).toBe(0)
  await silent()
  expect(runs(child.pid ?? 0)).toBe(false)
})
