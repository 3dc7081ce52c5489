import { describe, expect, test } from 'vitest'
import type { ReadClient } from '../../evm/clients.ts'
import { EVENT_RANGE } from '../../evm/search-blocks.ts'
import { findRequest } from './find-request.ts'
import type { DepositIntent } from './intents.ts'

const account = `0x${'11'.repeat(20)}`
const intent: DepositIntent = {
  id: '00000000-0000-4000-8000-000000000000',
  chainId: 31337,
  manager: `0x${'22'.repeat(20)}`,
  requester: account,
  recipient: account,
  sats: '100000',
  refundPubKeyHash: `0x${'33'.repeat(20)}`,
  fromBlock: 12,
  madeAt: 1,
  hash: null,
  proposed: true,
}
const head = 3n * EVENT_RANGE
type Question = { fromBlock: bigint; toBlock: bigint }
/** An endpoint as public ones are: it refuses a question about more blocks than it likes. */
const endpoint = (at: bigint, asked: Question[] = []) =>
  ({
    getBlockNumber: async () => head,
    getContractEvents: async (question: Question) => {
      asked.push(question)
      if (question.toBlock - question.fromBlock >= EVENT_RANGE) throw new Error('block range too wide')
      if (at < question.fromBlock || at > question.toBlock) return []
      const { requester, recipient, refundPubKeyHash, sats } = intent
      const args = { reqId: 7n, requester, recipient, refundPubKeyHash, sats: BigInt(sats) }
      return [{ args, transactionHash: `0x${'44'.repeat(32)}` }]
    },
  }) as unknown as ReadClient

describe('findRequest', () => {
  test('C29: what a Safe signed long after is found, in questions that endpoints answer', async () => {
    expect(await findRequest(endpoint(2n * EVENT_RANGE + 40n), intent)).toBe(7n)
    expect(await findRequest(endpoint(head + 1n), intent)).toBe('proposed')
  })
  test('behavior: what was looked through before is not asked about again', async () => {
    const asked: Question[] = []
    expect(await findRequest(endpoint(20n, asked), intent, head - 5n)).toBe('proposed')
    expect(asked.map(({ fromBlock, toBlock }) => [fromBlock, toBlock])).toEqual([[head - 5n, head]])
  })
})
