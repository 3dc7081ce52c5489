import { type Address, createPublicClient, custom, type Hash, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { type Execution, followTransaction } from './follow-transaction.ts'

const mine: Address = '0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc'
const other: Address = '0x2279b7a0a67db372996a5fab50d91eaa73d2ebe6'
const hashOf = (at: number): Hash => `0x${at.toString(16).padStart(64, '0')}`
const [first, second] = [hashOf(1), hashOf(2)]
type Sent = { hash: Hash; nonce: number; to: Address; input: Hex; value: bigint }
const call: Sent = { hash: first, nonce: 7, to: other, input: '0xaabb', value: 5n }

// A node with a mempool and blocks, and nothing else; each look a second apart may change it.
class Node {
  head = 100
  pool: Sent[] = []
  mined = new Map<Hash, { sent: Sent; block: number; status: '0x1' | '0x0' }>()
  broken = 0
  mine(sent: Sent, status: '0x1' | '0x0' = '0x1') {
    this.head += 1
    this.pool = this.pool.filter(({ nonce }) => nonce !== sent.nonce)
    this.mined.set(sent.hash, { sent, block: this.head, status })
  }
  #shown(sent: Sent, block: number | null) {
    return {
      ...sent,
      from: mine,
      nonce: `0x${sent.nonce.toString(16)}`,
      value: `0x${sent.value.toString(16)}`,
      blockNumber: block === null ? null : `0x${block.toString(16)}`,
      blockHash: block === null ? null : hashOf(block),
      transactionIndex: block === null ? null : '0x0',
      gas: '0x1',
      type: '0x2',
    }
  }
  client() {
    const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
      if (this.broken > 0) {
        this.broken -= 1
        throw new Error('upstream hiccup')
      }
      const [asked] = (params ?? []) as [string]
      switch (method) {
        case 'eth_chainId':
          return '0x7a69'
        case 'eth_blockNumber':
          return `0x${this.head.toString(16)}`
        case 'eth_getTransactionReceipt': {
          const found = this.mined.get(asked as Hash)
          if (!found) return null
          const { block, status } = found
          return {
            transactionHash: asked,
            blockNumber: `0x${block.toString(16)}`,
            status,
            logs: [],
            type: '0x2',
          }
        }
        case 'eth_getTransactionByHash': {
          const waiting = this.pool.find(({ hash }) => hash === asked)
          const found = this.mined.get(asked as Hash)
          return waiting ? this.#shown(waiting, null) : found ? this.#shown(found.sent, found.block) : null
        }
        case 'eth_getTransactionCount': {
          const nonces = [...this.mined.values()].map(({ sent }) => sent.nonce + 1)
          return `0x${Math.max(7, ...nonces).toString(16)}`
        }
        case 'eth_getBlockByNumber': {
          const at = Number(asked)
          const inside = [...this.mined.values()].filter(({ block }) => block === at)
          return {
            number: asked,
            timestamp: '0x1',
            hash: hashOf(at),
            transactions: inside.map(({ sent }) => this.#shown(sent, at)),
          }
        }
        default:
          throw new Error(`${method} is not answered here`)
      }
    }
    return createPublicClient({ transport: custom({ request }, { retryCount: 0 }) })
  }
}
type Step = (node: Node) => void
async function follow(
  node: Node,
  steps: Step[],
  options: { hash?: Hash | null; resolve?: () => Promise<Execution | 'refused' | null> } = {},
) {
  const hashes: Hash[] = []
  let looks = 0
  const ended = await followTransaction({
    client: node.client(),
    hash: options.hash === undefined ? first : options.hash,
    resolve: options.resolve ?? null,
    onHash: (hash) => hashes.push(hash),
    sleep: async () => {
      looks += 1
      steps.shift()?.(node)
    },
  })
  return { ended, hashes, looks }
}
const pending = () => {
  const node = new Node()
  node.pool = [call]
  return node
}

describe('C30: mined, reverted, replaced and dropped are told apart', () => {
  test('default: mined', async () => {
    const { ended, hashes } = await follow(pending(), [(node) => node.mine(call)])
    expect(ended).toMatchObject({ name: 'mined', succeeded: true })
    expect(hashes).toEqual([])
  })
  test('behavior: reverted', async () => {
    const { ended } = await follow(pending(), [(node) => node.mine(call, '0x0')])
    expect(ended).toMatchObject({ name: 'mined', succeeded: false })
  })
  test('behavior: sent again with a higher fee is followed under its new hash', async () => {
    const again = { ...call, hash: second }
    const { ended, hashes } = await follow(pending(), [() => {}, (node) => node.mine(again)])
    expect(ended).toMatchObject({ name: 'mined', receipt: { transactionHash: second }, succeeded: true })
    expect(hashes).toEqual([second])
  })
  test('behavior: cancelled or replaced by another call, also several blocks ago', async () => {
    const cancel = { ...call, hash: second, to: mine, input: '0x', value: 0n } as const
    const { ended } = await follow(pending(), [
      (node) => {
        node.mine(cancel)
        node.head += 20
      },
    ])
    expect(ended).toEqual({ name: 'replaced', by: second })
  })
  test('behavior: replaced by something that no block shows', async () => {
    const hidden: Step = (node) => {
      node.mine({ ...call, hash: second })
      node.head += 500
    }
    expect((await follow(pending(), [hidden])).ended).toEqual({ name: 'replaced', by: null })
  })
  test('behavior: dropped, once no node has known it for long', async () => {
    const { ended, looks } = await follow(pending(), [
      (node) => {
        node.pool = []
      },
    ])
    expect(ended).toEqual({ name: 'dropped' })
    expect(looks, 'seconds').toBeGreaterThan(60)
  })
  test('behavior: a wallet that shows it to nobody until it is mined', async () => {
    const hidden: Step[] = Array.from({ length: 40 }, () => () => {})
    const { ended } = await follow(new Node(), [...hidden, (node) => node.mine(call)])
    expect(ended).toMatchObject({ name: 'mined' })
  })
  test('behavior: an endpoint that fails is no reason to call it dropped; one that stays away is an error', async () => {
    const broken =
      (times: number): Step =>
      (node) => {
        node.broken = times
        node.mine(call)
      }
    expect((await follow(pending(), [broken(20)])).ended).toMatchObject({ name: 'mined' })
    await expect(follow(pending(), [broken(1_000)])).rejects.toThrow('hiccup')
  })
})

describe('C29: what an account contract answers is not the chain’s hash', () => {
  const safeTxHash = hashOf(99)
  const found = (after: number, what: Execution | 'refused') => {
    let looks = 0
    return async () => (looks++ < after ? null : what)
  }
  test('default: its execution is followed, however long its owners take', async () => {
    const node = new Node()
    node.mine({ ...call, hash: second })
    const resolve = found(500, { hash: second, succeeded: true })
    const { ended, hashes } = await follow(node, [], { hash: safeTxHash, resolve })
    expect(ended).toMatchObject({ name: 'mined', receipt: { transactionHash: second }, succeeded: true })
    expect(hashes).toEqual([second])
  })
  test('behavior: ExecutionFailure is a revert, though its transaction succeeded', async () => {
    const node = new Node()
    node.mine({ ...call, hash: second })
    const resolve = found(0, { hash: second, succeeded: false })
    const { ended } = await follow(node, [], { hash: safeTxHash, resolve })
    expect(ended).toMatchObject({ name: 'mined', succeeded: false })
  })
  test('behavior: a batch that the wallet gave up', async () => {
    const { ended } = await follow(new Node(), [], { hash: null, resolve: found(3, 'refused') })
    expect(ended).toEqual({ name: 'dropped' })
  })
})
