import 'server-only'
import { type Block, createPublicClient, http } from 'viem'
import { serverEnv } from '../config/env.server.ts'
import type { ReadClient } from '../evm/clients.ts'
import { AnswerCache } from './answer-cache.ts'
import { sawPart } from './last-seen.ts'
import { logFailure } from './log.ts'
import { shared } from './shared.ts'
import { UPSTREAM_TIMEOUT_MS, UpstreamError } from './upstream.ts'

export type Head = { block: number; time: number; client: ReadClient }

/** Two configured endpoints have different blocks at the same height: neither is believed. */
export class EndpointsDisagreeError extends Error {
  override name = 'EndpointsDisagreeError'
  constructor(height: bigint) {
    super(`two EVM endpoints have different blocks at height ${height}`)
  }
}

/** Reads the EVM through several endpoints, in the order of configuration. */
export class ChainReader {
  readonly #chainId: number
  readonly #clients: readonly ReadClient[]
  readonly #checked = new WeakSet<ReadClient>()

  constructor(chainId: number, urls: readonly string[]) {
    this.#chainId = chainId
    this.#clients = urls.map((url) =>
      createPublicClient({
        transport: http(url, { batch: true, timeout: UPSTREAM_TIMEOUT_MS, retryCount: 0 }),
        cacheTime: 0,
      }),
    )
  }

  /**
   * The newest block, of the first endpoint that answers. Where a second one answers too, both must have the same block
   * at the lower of their heights (T29): an endpoint that is forked off or lies is found before its word is used.
   * @throws EndpointsDisagreeError
   * @throws UpstreamError when no endpoint answers
   */
  async head(): Promise<Head> {
    const answers = await Promise.all(this.#clients.slice(0, 3).map((client) => this.#latest(client)))
    const [first, second] = answers.filter((answer) => answer !== null)
    if (first === undefined) throw new UpstreamError('no EVM endpoint answers', false)
    if (second !== undefined) await this.#compare(first, second)
    const { client, block } = first
    return { client, block: Number(block.number), time: Number(block.timestamp) }
  }

  async #latest(
    client: ReadClient,
  ): Promise<{ client: ReadClient; block: Block<bigint, false, 'latest'> } | null> {
    try {
      await this.#pinChain(client)
      return { client, block: await client.getBlock({ blockTag: 'latest' }) }
    } catch (error) {
      logFailure('evm', error)
      return null
    }
  }

  async #pinChain(client: ReadClient): Promise<void> {
    if (this.#checked.has(client)) return
    const chainId = await client.getChainId()
    if (chainId !== this.#chainId)
      throw new Error(`an EVM endpoint serves chain ${chainId}, not ${this.#chainId}`)
    this.#checked.add(client)
  }

  async #compare(
    first: { client: ReadClient; block: Block<bigint, false, 'latest'> },
    second: { client: ReadClient; block: Block<bigint, false, 'latest'> },
  ): Promise<void> {
    const height = first.block.number < second.block.number ? first.block.number : second.block.number
    const hashes = await Promise.all(
      [first, second].map(async ({ client, block }) =>
        block.number === height ? block.hash : (await client.getBlock({ blockNumber: height })).hash,
      ),
    )
    if (hashes[0] !== hashes[1]) throw new EndpointsDisagreeError(height)
  }
}

const reader = () =>
  shared('chain-reader', () => {
    const { evm } = serverEnv().endpoints
    return new ChainReader(evm.chainId, evm.rpc)
  })
const cache = () => shared('head-cache', () => new AnswerCache({ freshMs: 400, staleMs: 0 }))

/** The chain's head, at most 0.4 s old; null when it is unknown. */
export async function readHead(): Promise<Head | null> {
  try {
    const { value } = await cache().get('head', () => reader().head())
    sawPart('evm')
    return value
  } catch (error) {
    logFailure('evm', error)
    return null
  }
}
