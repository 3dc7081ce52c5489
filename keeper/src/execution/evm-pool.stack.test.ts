import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { encodeFunctionData, pad, parseEther, parseGwei } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { type Fault, startRpcProxy } from '../../test/rpc-proxy.ts'
import { type Anvil, startAnvil } from '../../test/start-anvil.ts'
import { EndpointsDisagreeError, NoEndpointError } from '../errors.ts'
import { NonceQueue } from '../queue/nonce-queue.ts'
import { SpendJournal } from '../queue/spend.ts'
import { createSigner } from '../signer/signer.ts'
import { EvmPool } from './evm-pool.ts'

type Proxy = Awaited<ReturnType<typeof startRpcProxy>>

let anvil: Anvil
let proxies: Proxy[]
let lines: Record<string, unknown>[]
const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) })

beforeEach(async () => {
  lines = []
  anvil = await startAnvil()
  await anvil.client.mine({ blocks: 20 })
  proxies = []
})
afterEach(() => {
  for (const proxy of proxies) proxy.stop()
  anvil.stop()
})

/** Endpoints over one real chain, each with its own fault. */
async function poolOf(...faults: Fault[]) {
  for (const fault of faults) {
    const proxy = await startRpcProxy(anvil.url)
    proxy.behave(fault)
    proxies.push(proxy)
  }
  const pool = new EvmPool({
    urls: proxies.map(({ url }) => url),
    chainId: 31337,
    log,
    now: Date.now,
    timeoutMs: 800,
  })
  const round = async () => {
    await new Promise((tick) => setTimeout(tick, 110))
    return pool.refresh()
  }
  const states = () => pool.status.map(({ state }) => state)
  return { pool, round, states }
}
const honest: Fault = {}
const named = (event: string) => lines.filter((line) => line.event === event).map(({ endpoint }) => endpoint)
const nameOf = (at: number) => `${new URL(proxies[at]?.url ?? '').host}#${at}`
const balance = (pool: EvmPool) =>
  pool.read('balance', (client, blockNumber) =>
    client.getBalance({ address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', blockNumber }),
  )

const failures: [string, Fault][] = [
  ['dead', { response: (response) => !!response.destroy() }],
  ['slow', { response: () => true }],
  ['429', { response: (response) => !!response.writeHead(429).end('slow down') }],
  ['reset', { response: (response) => !!response.socket?.resetAndDestroy() }],
  ['half JSON', { response: (response) => !!response.end('{"jsonrpc":"2.0","id":1,"resu') }],
  ['an error page', { response: (response) => !!response.writeHead(502).end('<html>') }],
]

describe('EvmPool', () => {
  test.each(failures)(
    'X8 behavior: an endpoint that is %s is passed over within three seconds',
    async (_name, fault) => {
      const { pool, round, states } = await poolOf(fault, honest)
      const started = Date.now()
      await round()
      expect(await balance(pool)).toBeGreaterThan(0n)
      expect(Date.now() - started).toBeLessThan(3000)
      expect(states()).toEqual(['down', 'live'])
      expect(named('endpoint.down')).toEqual([nameOf(0)])
      const before = proxies[0]?.asked ?? 0
      for (let times = 0; times < 10; times++) await round()
      expect((proxies[0]?.asked ?? 0) - before).toBeLessThan(5)
      proxies[0]?.behave(honest)
      for (let times = 0; times < 60 && states()[0] !== 'live'; times++) await round()
      expect(states()).toEqual(['live', 'live'])
    },
  )

  test('X8 error: NoEndpointError when none answers', async () => {
    const { round } = await poolOf(failures[0]?.[1] ?? honest)
    await expect(round()).rejects.toThrow(NoEndpointError)
  })

  test('X9 behavior: another chain id is dropped and named, also alone', async () => {
    const lie: Fault = {
      answer: (request, answer) => (request.method === 'eth_chainId' ? { ...answer, result: '0x1' } : answer),
    }
    const { round, states } = await poolOf(lie, honest)
    await round()
    expect(states()).toEqual(['dropped', 'live'])
    expect(named('endpoint.dropped')).toEqual([nameOf(0)])
  })

  test('X9 behavior: a stale head is left out', async () => {
    const stale: Fault = {
      answer: async (request, answer, ask) =>
        request.method === 'eth_getBlockByNumber' && request.params[0] === 'latest'
          ? { ...answer, result: await ask('eth_getBlockByNumber', ['0x5', false]) }
          : answer,
    }
    const { pool, round } = await poolOf(stale, honest)
    expect((await round()).number).toBe(20n)
    expect(named('endpoint.behind')).toEqual([nameOf(0)])
    expect(await balance(pool)).toBeGreaterThan(0n)
  })

  const forked: Fault = {
    answer: (request, answer) =>
      request.method === 'eth_getBlockByNumber'
        ? { ...answer, result: { ...(answer.result as object), hash: `0x${'66'.repeat(32)}` } }
        : answer,
  }
  const lies: [string, Fault][] = [
    ['a forked head', forked],
    [
      'a head far ahead',
      {
        answer: (request, answer) =>
          request.method === 'eth_getBlockByNumber' && request.params[0] === 'latest'
            ? { ...answer, result: { ...(answer.result as object), number: '0xffffff' } }
            : answer,
      },
    ],
  ]
  test.each(lies)('X9 behavior: of three the one with %s is left out', async (_name, lie) => {
    const { round, pool } = await poolOf(honest, lie, honest)
    expect((await round()).number).toBe(20n)
    expect(await balance(pool)).toBeGreaterThan(0n)
    expect(pool.status.filter(({ state }) => state === 'live').map(({ name }) => name)).toEqual([
      nameOf(0),
      nameOf(2),
    ])
  })

  test('X9 behavior: after the third contradiction it is dropped, named, and asked no more', async () => {
    const { round, states } = await poolOf(honest, forked, honest)
    for (let times = 0; times < 4; times++) await round()
    expect(states()).toEqual(['live', 'dropped', 'live'])
    expect(named('endpoint.dropped')).toEqual([nameOf(1)])
    const before = proxies[1]?.asked ?? 0
    await round()
    expect(proxies[1]?.asked).toBe(before)
  })

  test('X9 error: EndpointsDisagreeError when of two one is on a fork: nothing is answered', async () => {
    const { round } = await poolOf(honest, forked)
    await expect(round()).rejects.toThrow(EndpointsDisagreeError)
  })

  const wrongBalance: Fault = {
    answer: (request, answer) =>
      request.method === 'eth_getBalance' ? { ...answer, result: '0x1' } : answer,
  }
  test('X9 behavior: a wrong state in one of three is outvoted, in one of two nothing is answered', async () => {
    const three = await poolOf(wrongBalance, honest, honest)
    await three.round()
    expect(await balance(three.pool)).toBeGreaterThan(1n)
    expect(named('endpoint.contradicts')).toEqual([nameOf(0)])
    for (const proxy of proxies.splice(0)) proxy.stop()
    const two = await poolOf(wrongBalance, honest)
    await two.round()
    await expect(balance(two.pool)).rejects.toThrow(EndpointsDisagreeError)
  })

  test('T29 X9 behavior: a wrong receipt in one of two is not believed', async () => {
    const [from] = await anvil.client.getAddresses()
    const hash = await anvil.client.sendTransaction({
      account: from as `0x${string}`,
      to: from ?? null,
      value: 1n,
    })
    await anvil.client.mine({ blocks: 1 })
    const lie: Fault = {
      answer: (request, answer) =>
        request.method === 'eth_getTransactionReceipt'
          ? { ...answer, result: { ...(answer.result as object), status: '0x0' } }
          : answer,
    }
    const { findReceipt } = await import('../queue/receipts.ts')
    const { pool, round } = await poolOf(honest, lie)
    await round()
    await expect(findReceipt(pool, [hash])).rejects.toThrow(EndpointsDisagreeError)
  })

  const instead = (method: string, answer: Record<string, unknown>): Fault => ({
    answer: (request, honestAnswer) =>
      request.method === method ? { jsonrpc: '2.0', id: honestAnswer.id, ...answer } : honestAnswer,
  })

  test('X9 behavior: one that says everything reverts does not stop what the others would take', async () => {
    const lie = instead('eth_estimateGas', { error: { code: 3, message: 'execution reverted', data: '0x' } })
    const { pool, round } = await poolOf(lie, honest)
    await round()
    const to = pad('0x1234', { size: 20 })
    expect(await pool.anyAnswer((client) => client.estimateGas({ account: to, to }))).toBeGreaterThan(0n)
  })

  test.each([
    ['twenty thousand pending transactions', 'eth_getTransactionCount', '0x4e20'],
    ['a priority fee of a hundred gwei', 'eth_maxPriorityFeePerGas', '0x174876e800'],
  ])('X9 behavior: one that names %s neither stops nor drains the queue', async (_name, method, result) => {
    const { pool, round } = await poolOf(honest, instead(method, { result }), honest)
    await round()
    const account = privateKeyToAccount(generatePrivateKey())
    await anvil.client.setBalance({ address: account.address, value: parseEther('1') })
    const contracts = {
      bridge: pad('0xb1', { size: 20 }),
      minter: pad('0xb5', { size: 20 }),
      relay: pad('0xb2', { size: 20 }),
      registry: pad('0xb3', { size: 20 }),
      withdrawals: pad('0xb4', { size: 20 }),
    }
    await anvil.client.setCode({ address: contracts.bridge, bytecode: '0x00' })
    const maxFeePerGas = parseGwei('1000')
    const queue = new NonceQueue({
      pool,
      signer: createSigner(account, { chainId: 31337, contracts, maxFeePerGas }),
      spend: new SpendJournal(join(mkdtempSync(join(tmpdir(), 'keeper-lies-')), 'gas.jsonl'), Date.now),
      log,
      now: Date.now,
      bumpAfterMs: 10_000,
      dailySpend: parseEther('1'),
      step: () => undefined,
      onSettled: () => undefined,
    })
    await queue.maintain()
    const data = encodeFunctionData({
      abi: entanglementManagerAbi,
      functionName: 'resolveDeposit',
      args: [1n],
    })
    const sent = await queue.send({
      key: 'settle.resolve:1',
      to: contracts.bridge,
      data,
      gas: 60_000n,
      stillWanted: async () => true,
    })
    if (sent.status !== 'sent') throw new Error(`not sent: ${JSON.stringify(sent)}`)
    expect(sent.nonce).toBe(0)
    const { maxPriorityFeePerGas } = await anvil.client.getTransaction({ hash: sent.hash })
    expect(maxPriorityFeePerGas).toBeLessThan(parseGwei('10'))
  })
})
