import { createPublicClient, type Hex, http, type PublicClient } from 'viem'
import { EndpointsDisagreeError, errorText, NoEndpointError } from '../errors.ts'
import type { Log } from '../log.ts'
import { type Answer, commonAnswer, liveHeads } from './agree.ts'
import { isChainAnswer, revertReason } from './chain-answer.ts'
import { Endpoint, endpointName } from './endpoint.ts'

export interface Head {
  number: bigint
  hash: Hex
  /** seconds */
  timestamp: bigint
  /** wei per gas */
  baseFeePerGas: bigint
}

export interface EvmPoolOptions {
  urls: readonly string[]
  chainId: number
  log: Log
  now: () => number
  /** after which an endpoint counts as down */
  timeoutMs?: number
}

interface Source extends Endpoint {
  client: PublicClient
  head: Head | null
}

/** An endpoint's word that the chain refuses a question: an answer like any other, and no more to be believed alone. */
class Refusal {
  readonly refused: string
  readonly #error: unknown

  constructor(error: unknown) {
    this.refused = revertReason(error) ?? errorText(error)
    this.#error = error
  }

  get error(): unknown {
    return this.#error
  }
}

/**
 * Several RPC endpoints as one. viem's `fallback` moves on when one fails but never compares what they say, so here
 * every round compares chain id and block hash, and every read that money depends on is asked of two. An endpoint that
 * contradicts the majority is named in the log and left out; without a majority nothing is answered (T29, X8, X9).
 */
export class EvmPool {
  readonly #sources: Source[]
  readonly #chainId: number
  readonly #now: () => number
  #live: Source[] = []
  #head: Head | null = null
  #refreshing: Promise<Head> | null = null
  #refreshedAt = Number.NEGATIVE_INFINITY

  constructor({ urls, chainId, log, now, timeoutMs = 2500 }: EvmPoolOptions) {
    this.#chainId = chainId
    this.#now = now
    this.#sources = urls.map((url, index) =>
      Object.assign(new Endpoint(endpointName(url, index), log, now), {
        client: createPublicClient({
          transport: http(url, { timeout: timeoutMs, retryCount: 0, batch: { batchSize: 100, wait: 0 } }),
        }),
        head: null,
      }),
    )
  }

  /** The newest block that all live endpoints have. Null before the first round. */
  get head(): Head | null {
    return this.#head
  }

  get status(): { name: string; state: string; head: bigint | null }[] {
    return this.#sources.map((source) => ({
      name: source.name,
      state: this.#live.includes(source) ? 'live' : source.state,
      head: source.head?.number ?? null,
    }))
  }

  /**
   * Asks every endpoint for its head and compares them. Jobs that ask at the same time share one round.
   * @throws NoEndpointError when none answers
   * @throws EndpointsDisagreeError when there is no majority
   */
  refresh(): Promise<Head> {
    if (this.#refreshing) return this.#refreshing
    if (this.#head && this.#now() - this.#refreshedAt < 100) return Promise.resolve(this.#head)
    this.#refreshing = this.#round().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #round(): Promise<Head> {
    // An endpoint that was down is tried in the background: a slow one must not hold up the others (X8).
    for (const source of this.#sources)
      if (source.state === 'down' && source.mayTry()) void this.#probe(source)
    await Promise.all(this.#sources.filter((source) => source.usable()).map((source) => this.#probe(source)))
    const answering = this.#sources.filter(hasHead).filter((source) => source.usable())
    const { live, behind } = liveHeads(answering.map((source) => ({ source, head: source.head.number })))
    for (const { source, head } of behind) source.note('endpoint.behind', { head: String(head) })
    this.#live = await this.#agreeing(live.map(({ source }) => source))
    const heads = this.#live.filter(hasHead).map((source) => source.head)
    const head = heads.reduce<Head | null>(
      (low, next) => (low && low.number <= next.number ? low : next),
      null,
    )
    if (!head) throw new NoEndpointError('evm')
    this.#refreshedAt = this.#now()
    this.#head = head
    return head
  }

  async #probe(source: Source): Promise<void> {
    try {
      if (!source.verified) {
        const chainId = await source.client.getChainId()
        if (chainId !== this.#chainId) {
          source.drop(`it serves chain ${chainId}, not ${this.#chainId}`)
          return
        }
      }
      const block = await source.client.getBlock()
      source.head = {
        number: block.number,
        hash: block.hash,
        timestamp: block.timestamp,
        baseFeePerGas: block.baseFeePerGas ?? 0n,
      }
      source.up()
    } catch (error) {
      source.down(errorText(error))
    }
  }

  /** One block under the lowest head: two honest endpoints may see different blocks at the very tip for a moment. */
  async #agreeing(live: Source[]): Promise<Source[]> {
    if (live.length < 2) return live
    const lowest = live
      .filter(hasHead)
      .reduce((low, { head }) => (head.number < low ? head.number : low), 1n << 64n)
    const height = lowest > 0n ? lowest - 1n : 0n
    return this.#compare(`block ${height}`, live, async (client) => {
      return (await client.getBlock({ blockNumber: height })).hash
    })
  }

  async #compare(
    what: string,
    sources: Source[],
    ask: (client: PublicClient) => Promise<unknown>,
  ): Promise<Source[]> {
    const answers = await this.#ask(sources, ask)
    const common = commonAnswer(answers)
    if (answers.length > 0 && !common)
      throw new EndpointsDisagreeError(
        what,
        answers.map(({ from }) => from.name),
      )
    for (const { from } of common?.against ?? []) from.contradict(what)
    for (const { from } of common?.with ?? []) from.agree()
    return common?.with.map(({ from }) => from) ?? []
  }

  async #ask<T>(
    sources: readonly Source[],
    ask: (client: PublicClient) => Promise<T>,
  ): Promise<Answer<Source, T | Refusal>[]> {
    const settled = await Promise.all(
      sources.map(async (from) => {
        try {
          return { from, value: await ask(from.client) }
        } catch (error) {
          if (isChainAnswer(error)) return { from, value: new Refusal(error) }
          from.down(errorText(error))
          return null
        }
      }),
    )
    return settled.filter((answer) => answer !== null)
  }

  /**
   * Reads what a decision depends on, at one block, from two endpoints where there are two; a third decides.
   * @param block defaults to the head of the last round
   * @throws EndpointsDisagreeError when two answers differ and nobody decides
   * @throws the chain's refusal when more than half say so
   */
  async read<T>(what: string, ask: (client: PublicClient, block: bigint) => Promise<T>): Promise<T> {
    const block = (this.#head ?? (await this.refresh())).number
    const at = (client: PublicClient) => ask(client, block)
    const rest = [...this.#live]
    const answers: Answer<Source, T | Refusal>[] = []
    while (rest.length > 0) {
      answers.push(...(await this.#ask(rest.splice(0, Math.max(1, 2 - answers.length)), at)))
      const common = commonAnswer(answers)
      const enough = answers.length >= Math.min(2, answers.length + rest.length)
      if (!common || !enough) continue
      for (const { from } of common.against) from.contradict(what)
      if (common.value instanceof Refusal) throw common.value.error
      return common.value
    }
    if (answers.length > 0)
      throw new EndpointsDisagreeError(
        what,
        answers.map(({ from }) => from.name),
      )
    throw new NoEndpointError('evm')
  }

  /** Asks one endpoint, the next when it fails. For what nothing is decided on: estimates, simulations. */
  async call<T>(ask: (client: PublicClient) => Promise<T>): Promise<T> {
    let last: unknown
    for (const source of this.#live.length > 0 ? this.#live : this.#sources.filter((each) => each.usable())) {
      try {
        return await ask(source.client)
      } catch (error) {
        if (isChainAnswer(error)) throw error
        last = error
        source.down(errorText(error))
      }
    }
    throw new NoEndpointError('evm', last)
  }

  /**
   * Asks one endpoint after the other until one succeeds, also when the chain itself is said to refuse: a single endpoint
   * must not be able to make everything look pointless.
   * @throws the first refusal of the chain when all refuse
   */
  async anyAnswer<T>(ask: (client: PublicClient) => Promise<T>): Promise<T> {
    let refusal: unknown
    for (const source of this.#live) {
      try {
        return await ask(source.client)
      } catch (error) {
        if (isChainAnswer(error)) refusal ??= error
        else source.down(errorText(error))
      }
    }
    throw refusal ?? new NoEndpointError('evm')
  }

  /** Asks all live endpoints and gives every answer; for broadcasting and for what one mempool alone may know. */
  async all<T>(ask: (client: PublicClient) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
    return Promise.allSettled(this.#live.map((source) => ask(source.client)))
  }
}

function hasHead(source: Source): source is Source & { head: Head } {
  return source.head !== null
}
