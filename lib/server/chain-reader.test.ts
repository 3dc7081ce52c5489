import { afterEach, describe, expect, it } from 'vitest'
import { ChainReader, EndpointsDisagreeError } from './chain-reader.ts'
import { upstreamServer } from './testing/upstream-server.ts'
import { UpstreamError } from './upstream.ts'

type Chain = { id: number; height: number; hashAt: (height: number) => string }
type Call = { id: number; method: string; params?: [string] }

const servers: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})
const hex = (value: number) => `0x${value.toString(16)}`
const hashAt = (height: number) => `0x${height.toString(16).padStart(64, '0')}`

/** An EVM endpoint that answers what a test says, true or not. */
async function endpoint({ id, height, hashAt: hashOf }: Chain): Promise<string> {
  const block = (number: number) => ({
    number: hex(number),
    hash: hashOf(number),
    timestamp: hex(number * 3),
    transactions: [],
  })
  const one = (call: Call) => {
    const at = call.params?.[0] ?? 'latest'
    const asked = at === 'latest' ? height : Number(at)
    return { jsonrpc: '2.0', id: call.id, result: call.method === 'eth_chainId' ? hex(id) : block(asked) }
  }
  const server = await upstreamServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text) as Call | Call[]
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(Array.isArray(body) ? body.map(one) : one(body)))
  })
  servers.push(server)
  return server.url
}
const dead = 'http://127.0.0.1:9'
const honest = (height: number) => endpoint({ id: 31337, height, hashAt })

describe('ChainReader', () => {
  it('default: the head of the first endpoint, and time in seconds', async () => {
    const head = await new ChainReader(31337, [await honest(20), await honest(18)]).head()
    expect(head).toMatchObject({ block: 20, time: 60 })
  })

  it('X8 behavior: an endpoint that is dead is passed over', async () => {
    expect((await new ChainReader(31337, [dead, await honest(7)]).head()).block).toBe(7)
  })

  it('T29 X9 error: EndpointsDisagreeError when a second endpoint has another block at the same height', async () => {
    const forked = await endpoint({
      id: 31337,
      height: 19,
      hashAt: (height) => (height === 19 ? `0x${'f'.repeat(64)}` : hashAt(height)),
    })
    await expect(new ChainReader(31337, [await honest(20), forked]).head()).rejects.toThrow(
      EndpointsDisagreeError,
    )
    await expect(new ChainReader(31337, [forked, await honest(20)]).head()).rejects.toThrow(
      EndpointsDisagreeError,
    )
  })

  it('T29 X9 behavior: an endpoint of another chain does not count', async () => {
    const other = await endpoint({ id: 1, height: 99, hashAt })
    expect((await new ChainReader(31337, [other, await honest(7)]).head()).block).toBe(7)
    await expect(new ChainReader(31337, [other]).head()).rejects.toThrow(UpstreamError)
  })
})
