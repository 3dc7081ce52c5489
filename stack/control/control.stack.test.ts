import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toSat } from '../../lib/core/to-sat.ts'
import { readQuote } from '../../lib/evm/read-quote.ts'
import { readRelayTip } from '../../lib/evm/read-relay-tip.ts'
import type { Stack } from '../start-stack.ts'
import { control, startTestStack, type TestPlace, testPlace } from '../test-stack.ts'

let place: TestPlace
let stack: Stack
beforeAll(async () => {
  place = await testPlace()
  stack = await startTestStack(place, ['control', 'seed', 'keeper'])
})
afterAll(async () => {
  await stack?.stop()
  place?.remove()
})

interface Status {
  time: number
  evm: { block: number }
  bitcoin: { height: number; hash: string; autominer: number | null }
  parts: Record<string, boolean>
}
const status = async () => (await control(stack, '/status')).body as Status
const evm = () => createPublicClient({ transport: http(stack.endpoints?.evm.rpc[0]) })
const contracts = () => {
  if (!stack.endpoints) throw new Error('nothing is deployed')
  return stack.endpoints.contracts
}
const maxSats = async () =>
  (await readQuote(evm(), contracts().EntanglementManager, toSat(1_000_000n))).maxSats
const headerTime = async () => {
  const { hash } = (await status()).bitcoin
  return (await (await fetch(`${stack.esplora}/block/${hash}`)).json()).timestamp as number
}
const relayed = async () => {
  const { height } = (await status()).bitcoin
  for (let i = 0; i < 200; i++) {
    if ((await readRelayTip(evm(), contracts().BitcoinRelay)).height >= height) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

describe('control API', () => {
  test('behavior: both clocks move together, and the relay follows', async () => {
    const before = await status()
    await control(stack, '/time', { seconds: 5 * 24 * 3600, blocks: 20 })
    const after = await status()
    expect(after.time - before.time).toBeGreaterThanOrEqual(5 * 24 * 3600)
    expect(after.bitcoin.height).toBe(before.bitcoin.height + 20)
    expect(Math.abs((await headerTime()) - after.time)).toBeLessThan(60)
    expect(await relayed()).toBe(true)
  })

  test('behavior: time may pass on the EVM clock alone', async () => {
    const before = await status()
    await control(stack, '/time', { seconds: 3600, blocks: 0 })
    const after = await status()
    expect(after.bitcoin.height).toBe(before.bitcoin.height)
    expect(after.time - before.time).toBeGreaterThanOrEqual(3600)
  })

  test('behavior: the price stays fresh over any time passed, unless it is told not to', async () => {
    await control(stack, '/time', { seconds: 40 * 24 * 3600, blocks: 1 })
    // a relay that is behind offers nothing either
    expect(await relayed()).toBe(true)
    expect(await maxSats()).toBeGreaterThan(0n)
    await control(stack, '/price', { fresh: false, ageSeconds: 31 * 24 * 3600 })
    expect(await maxSats()).toBe(0n)
    expect((await control(stack, '/price', { fresh: true, satsPerToken: 50_000 })).body).toMatchObject({
      satsPerToken: '50000',
    })
    expect(await maxSats()).toBeGreaterThan(0n)
  })

  test('behavior: the relay follows a reorganisation', async () => {
    await control(stack, '/mine', { blocks: 3 })
    expect(await relayed()).toBe(true)
    expect((await control(stack, '/reorg', { depth: 3 })).status).toBe(200)
    expect(await relayed()).toBe(true)
  })

  test('behavior: parts stop and start by name', async () => {
    await control(stack, '/parts/keeper/stop', {})
    expect((await status()).parts).toMatchObject({ keeper: false })
    await expect(fetch(`${stack.endpoints?.keeper.url}/health`)).rejects.toThrow()
    await control(stack, '/parts/keeper/start', {})
    expect((await status()).parts).toMatchObject({ keeper: true })
    expect((await fetch(`${stack.endpoints?.keeper.url}/health`)).status).toBeLessThan(600)
    await control(stack, '/parts/esplora/stop', {})
    await expect(fetch(`${stack.esplora}/blocks/tip/height`)).rejects.toThrow()
    await control(stack, '/parts/esplora/start', {})
    expect((await fetch(`${stack.esplora}/blocks/tip/height`)).status).toBe(200)
  })

  test('behavior: blocks by themselves, and the pause', async () => {
    await control(stack, '/autominer', { seconds: 1 })
    const { height } = (await status()).bitcoin
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await control(stack, '/autominer', { seconds: null })
    const after = await status()
    expect(after.bitcoin.height).toBeGreaterThan(height)
    expect(after.bitcoin.autominer).toBeNull()
  })

  test.each([
    ['/mine', { blocks: 0 }, 400],
    ['/mine', { blocks: 1, more: true }, 400],
    ['/faucet', { address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', sats: 1000 }, 400],
    ['/faucet', { address: 'bcrt1qtymdptjph4z7wmrqxjyj8rcqp0zlnjhun0p5qf', sats: -1 }, 400],
    ['/faucet', { address: 'bcrt1qtymdptjph4z7wmrqxjyj8rcqp0zlnjhun0p5qf', sats: '2100000000000000' }, 409],
    ['/faucet/evm', { address: '0x12', wei: '1' }, 400],
    ['/time', { seconds: -5 }, 400],
    ['/reorg', { depth: 101 }, 400],
    ['/parts/control/stop', {}, 404],
    ['/parts/nothing/stop', {}, 404],
    ['/nothing', {}, 404],
  ])('error: POST %s %j is %i', async (call, body, expected) => {
    const answer = await control(stack, call, body)
    expect(answer.status).toBe(expected)
    expect(answer.body).toMatchObject({ status: expected, detail: expect.stringMatching(/\w/) })
  })

  test('error: a page of another site', async () => {
    const evil = { method: 'POST', headers: { origin: 'https://evil.example' }, body: '{"blocks":1}' }
    expect((await fetch(`${stack.control}/mine`, evil)).status).toBe(403)
    const own = { headers: { origin: `http://127.0.0.1:${place.portBase}` } }
    expect((await fetch(`${stack.control}/status`, own)).status).toBe(200)
  })
})
