import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeeperProcess } from '../../test/keeper-process.ts'
import { type LocalStack, startLocalStack, until } from '../../test/local-stack.ts'

const portBase = 21_100
const keeperPort = 21_120

let stack: LocalStack
let key: { path: string; address: `0x${string}` }
let keeper: KeeperProcess

beforeAll(async () => {
  stack = await startLocalStack(portBase)
  key = await stack.newKey()
})
afterAll(async () => {
  await stack?.stop()
})
const start = () => {
  keeper = stack.keeper(key.path, keeperPort)
}
const branches = () =>
  keeper.of('action.sent').filter(({ inputs }) => (inputs as { replaced: number }).replaced > 0)

describe('relay', () => {
  test('default: follows Bitcoin’s tip', async () => {
    start()
    await stack.relayed()
    await stack.mine(3)
    await stack.relayed()
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('X11 behavior: follows a reorganisation %i deep', async (depth) => {
    await stack.mine(depth)
    await stack.relayed()
    const before = branches().length
    const { newTip } = await stack.control('/reorg', { depth })
    await stack.relayed()
    expect((await stack.relayTip()).hash).toBe(newTip)
    expect(branches().length).toBe(before + 1)
  })

  test('B12 behavior: catches up from a gap, contract on a stale branch, working again in ten seconds', async () => {
    await stack.mine(4)
    await stack.relayed()
    await keeper.kill()
    await stack.control('/reorg', { depth: 6 })
    await stack.mine(250)
    const started = Date.now()
    start()
    await until('the first transaction', async () => keeper.has('action.sent'))
    expect(Date.now() - started).toBeLessThan(10_000)
    await stack.relayed()
    expect(branches()).toHaveLength(1)
    expect(keeper.of('action.sent').length).toBeLessThanOrEqual(4)
  })

  test('behavior: a header over two hours ahead of the EVM waits, is said, and goes when time has passed', async () => {
    await stack.relayed()
    const { rpc, cookieFile } = stack.endpoints.bitcoin
    const { readFileSync } = await import('node:fs')
    const authorization = `Basic ${Buffer.from(readFileSync(String(cookieFile), 'utf8')).toString('base64')}`
    const call = async (method: string, ...params: unknown[]) => {
      const body = JSON.stringify({ jsonrpc: '1.0', id: 1, method, params })
      const answer = await fetch(String(rpc), { method: 'POST', headers: { authorization }, body })
      return ((await answer.json()) as { result: unknown }).result
    }
    const ahead = 3 * 3600
    const { timestamp } = await stack.evm.getBlock()
    await call('setmocktime', Number(timestamp) + ahead)
    await call('generatetodescriptor', 1, 'raw(51)')
    await until('the keeper to say so', async () =>
      keeper.of('relay.waiting').some(({ reason }) => reason === 'too-new'),
    )
    expect((await stack.relayTip()).hash).not.toBe(await stack.esplora.tipHash())
    await stack.control('/time', { seconds: 3700, blocks: 0 })
    await stack.relayed()
  })

  test('behavior: not one transaction reverted, and /health and /metrics say that all is well', async () => {
    const sent = await stack.transactionsOf([key.address], 0n)
    expect(sent.length).toBeGreaterThan(12)
    expect(sent.filter(({ status }) => status !== 'success')).toEqual([])
    // it says what its last round saw, and the next one sees that the header is there
    const health = await until('the lag to be over', async () => {
      const answer = await fetch(`http://127.0.0.1:${keeperPort}/health`)
      const said = (await answer.json()) as { relayLag: number }
      return said.relayLag === 0 && { status: answer.status, said }
    })
    expect(health.status).toBe(200)
    expect(health.said).toMatchObject({ ok: true, queue: { waiting: null } })
    const metrics = await (await fetch(`http://127.0.0.1:${keeperPort}/metrics`)).text()
    expect(metrics).toMatch(/^keeper_relay_lag_blocks 0$/m)
    expect(metrics).toMatch(/^keeper_transactions_total\{action="relay.headers",outcome="success"\} \d+$/m)
    expect(JSON.stringify(keeper.lines)).not.toMatch(/"raw"|privateKey/)
    expect(await keeper.stop()).toEqual({ code: 0, signal: null })
  })
})
