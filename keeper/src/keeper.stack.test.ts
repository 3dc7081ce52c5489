import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { KeeperProcess } from '../test/keeper-process.ts'
import { type LocalStack, startLocalStack, until } from '../test/local-stack.ts'

const portBase = 21_300
const firstPort = 21_320
const sats = 1_000_000n
/** Many in the nightly run. */
const randomKills = Number(process.env.KEEPER_KILLS ?? 20)

let stack: LocalStack
let key: { path: string; address: `0x${string}` }
let keeper: KeeperProcess | null = null

beforeAll(async () => {
  stack = await startLocalStack(portBase)
  key = await stack.newKey()
})
afterAll(async () => {
  await stack?.stop()
})
afterEach(async () => {
  await keeper?.kill()
  keeper = null
})

const start = (env: Record<string, string> = {}) => {
  keeper = stack.keeper(key.path, firstPort, env)
  return keeper
}
/** Everything that happened to a deposit, counted from the chain. */
const exactlyOnce = async (reqIds: readonly bigint[]) => {
  const minted = await stack.mints()
  for (const reqId of reqIds) {
    const own = minted.filter(({ args }) => args.reqId === reqId)
    expect(own).toHaveLength(1)
    expect(own[0]?.args.paidSats).toBe(sats)
  }
}
const block = () => stack.evm.getBlockNumber()
const sentSince = (from: bigint, ...who: `0x${string}`[]) => stack.transactionsOf(who, from)

describe('X2: killed with SIGKILL', () => {
  test.each(['decided', 'simulated', 'signed', 'journaled', 'broadcast', 'mined'])(
    'X2 behavior: at the step "%s" of resolving, relaying and minting: nothing lost, nothing doubled',
    async (step) => {
      const from = await block()
      const diesAt = async (action: string) => {
        expect(await start({ KEEPER_FAIL_AT: `${step}@${action}` }).exited).toMatchObject({
          signal: 'SIGKILL',
        })
      }
      const [reqId = 0n] = await stack.request(sats)
      await diesAt('settle.resolve')
      const began = Date.now()
      const alive = start()
      await stack.assigned(reqId)
      expect(Date.now() - began).toBeLessThan(10_000)
      await alive.kill()
      await stack.pay(reqId, sats)
      await stack.mine(6)
      await diesAt('relay.headers')
      await diesAt('settle.execute')
      start()
      await stack.minted(reqId, 20_000)
      await exactlyOnce([reqId])
      const sent = await sentSince(from, key.address)
      expect(sent.filter(({ status }) => status !== 'success')).toEqual([])
    },
  )

  test(
    `X2 behavior: at ${randomKills} random points while three deposits run`,
    async () => {
      const seed = Date.now() % 1_000_000
      console.log(`seed ${seed}`)
      let state = seed
      const random = () => {
        state = (state * 48_271) % 2_147_483_647
        return state / 2_147_483_647
      }
      const from = await block()
      const reqIds = await stack.request(sats, sats, sats)
      const paid = new Set<bigint>()
      for (let kill = 0; kill < randomKills; kill++) {
        const process = start()
        await until('the start', async () => process.has('keeper.started'), 20_000)
        await new Promise((tick) => setTimeout(tick, random() * 2500))
        await process.kill()
        for (const reqId of reqIds)
          if (!paid.has(reqId) && (await stack.stateOf(reqId)) === 'Assigned') {
            await stack.pay(reqId, sats)
            paid.add(reqId)
          }
        await stack.mine(1 + Math.floor(random() * 3))
      }
      start()
      for (const reqId of reqIds) {
        if (paid.has(reqId)) continue
        await stack.assigned(reqId)
        await stack.pay(reqId, sats)
      }
      await stack.mine(6)
      for (const reqId of reqIds) await stack.minted(reqId, 30_000)
      await exactlyOnce(reqIds)
      const sent = await sentSince(from, key.address)
      expect(sent.filter(({ status }) => status !== 'success')).toEqual([])
    },
    180_000 + randomKills * 10_000,
  )
})

describe('T30: two keepers', () => {
  test('T30 X4 behavior: at once with their own keys: one effect each, at most one reverted transaction', async () => {
    const from = await block()
    const other = await stack.newKey()
    start()
    const second = stack.keeper(other.path, firstPort + 1)
    await until('both', async () => keeper?.has('keeper.started') && second.has('keeper.started'))
    const reqIds: bigint[] = []
    for (let times = 0; times < 3; times++) {
      const [reqId = 0n] = await stack.request(sats)
      reqIds.push(reqId)
      await stack.assigned(reqId)
      await stack.pay(reqId, sats)
      await stack.mine(2)
      await stack.relayed()
    }
    for (let times = 0; times < 6; times++) {
      await stack.mine(1)
      await stack.relayed()
    }
    for (const reqId of reqIds) await stack.minted(reqId, 20_000)
    await exactlyOnce(reqIds)
    await until('quiet queues', async () => {
      const depths = await Promise.all(
        [firstPort, firstPort + 1].map(async (port) => {
          const health = await fetch(`http://127.0.0.1:${port}/health`)
          return ((await health.json()) as { queue: { depth: number } }).queue.depth
        }),
      )
      return depths.every((depth) => depth === 0)
    })
    const sent = await sentSince(from, key.address, other.address)
    const reverted = sent.filter(({ status }) => status !== 'success')
    console.log(`two keepers: ${sent.length} transactions, ${reverted.length} reverted`)
    expect(reverted.length).toBeLessThanOrEqual(1)
    await second.kill()
  })

  test('T30 error: a second one with the same key on the machine does not start', async () => {
    const first = start()
    await until('the start', async () => first.has('keeper.started'))
    const second = stack.keeper(key.path, firstPort + 2, {
      KEEPER_STATE_DIR: `${stack.dir}/keeper-${firstPort}`,
    })
    expect(await second.exited).toEqual({ code: 1, signal: null })
    expect(second.of('keeper.not-started')[0]).toMatchObject({ code: 'keeper.lock_held' })
    expect(first.running).toBe(true)
  })
})

describe('X25: a wrong deployment', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'another contract',
      { KEEPER_BRIDGE: '0x000000000000000000000000000000000000dEaD' },
      /no EntanglementManager/,
    ],
    ['another Bitcoin network', { KEEPER_BITCOIN_NETWORK: 'main' }, /follows Bitcoin's regtest/],
  ])('X25 error: %s: does not start and says why', async (_name, env, said) => {
    const process = start(env)
    expect(await process.exited).toEqual({ code: 1, signal: null })
    expect(String(process.of('keeper.not-started')[0]?.msg)).toMatch(said)
  })
})
