import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { requestIdsAbi } from '../../../contracts-abi/request-ids.ts'
import { ContractUnknownRevertError } from '../../../lib/errors/contract.ts'
import { read } from '../../../lib/evm/read.ts'
import { EndpointsDisagreeError } from '../errors.ts'
import { EvmPool } from './evm-pool.ts'

const address = `0x${'11'.repeat(20)}` as const
const block = { number: '0x64', hash: `0x${'ab'.repeat(32)}`, timestamp: '0x1', baseFeePerGas: '0x1' }
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

type Call = { id: number; method: string }
/** An endpoint that answers every call of a contract with the same word, or says that it reverts. */
async function endpoint(word: bigint | 'reverts'): Promise<string> {
  const answer = ({ id, method }: Call) => {
    if (method === 'eth_call' && word === 'reverts')
      return { id, jsonrpc: '2.0', error: { code: 3, message: 'execution reverted', data: '0xdeadbeef' } }
    const result =
      method === 'eth_chainId'
        ? '0x7a69'
        : method === 'eth_call'
          ? `0x${word.toString(16).padStart(64, '0')}`
          : block
    return { id, jsonrpc: '2.0', result }
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const asked: Call | Call[] = JSON.parse(body)
    response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)))
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
async function last(...words: (bigint | 'reverts')[]): Promise<bigint> {
  const urls = await Promise.all(words.map(endpoint))
  const pool = new EvmPool({ urls, chainId: 31_337, log: pino({ level: 'silent' }), now: Date.now })
  await pool.refresh()
  return pool.read('last request', (client, blockNumber) =>
    read(client, address, requestIdsAbi, 'last', [], { blockNumber }),
  )
}

test('X9 behavior: one of three that says everything reverts is outvoted', async () => {
  expect(await last('reverts', 7n, 7n)).toBe(7n)
  expect(await last(7n, 'reverts', 7n)).toBe(7n)
})

test('X9 error: EndpointsDisagreeError where one of two says so, the refusal itself where more than half do', async () => {
  await expect(last('reverts', 7n)).rejects.toBeInstanceOf(EndpointsDisagreeError)
  await expect(last('reverts', 'reverts', 7n)).rejects.toBeInstanceOf(ContractUnknownRevertError)
  await expect(last('reverts')).rejects.toBeInstanceOf(ContractUnknownRevertError)
})
