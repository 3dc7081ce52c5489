import type { PublicClient } from 'viem'
import { errorText, NoEndpointError } from '../errors.ts'
import type { EvmPool } from './evm-pool.ts'

/** Blocks a question, the first that endpoints answer: public ones differ in how many they allow. */
const SIZES = [1_000_000n, 5_000n, 1_000n, 200n, 50n]

/**
 * Asks for events from a block back. An endpoint that refuses so many blocks is no worse for it, so none is blamed. What is
 * answered by any of them is a proposal: enough to look at something, never to decide.
 */
export class EventRange {
  readonly #evm: Pick<EvmPool, 'all'>
  readonly #allowed: readonly bigint[]
  #sizes: readonly bigint[]

  constructor(evm: Pick<EvmPool, 'all'>, most: bigint) {
    this.#evm = evm
    this.#allowed = SIZES.filter((size) => size <= most)
    this.#sizes = this.#allowed
  }

  /**
   * @returns the oldest block that was covered, and what was found from there to `to`, once from every endpoint
   * @throws NoEndpointError when none answers even for few blocks
   */
  async before<T>(
    to: bigint,
    ask: (client: PublicClient, fromBlock: bigint, toBlock: bigint) => Promise<readonly T[]>,
  ): Promise<{ from: bigint; found: T[] }> {
    for (;;) {
      const size = this.#sizes[0] ?? 1n
      const from = to >= size ? to - size + 1n : 0n
      const answers = await this.#evm.all((client) => ask(client, from, to))
      const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
      if (given.length > 0) return { from, found: given.flat() }
      if (this.#sizes.length <= 1) {
        // Nobody answers at all: that says nothing about how many blocks they allow.
        this.#sizes = this.#allowed
        const [refused] = answers
        throw new NoEndpointError('evm', refused?.status === 'rejected' ? errorText(refused.reason) : null)
      }
      this.#sizes = this.#sizes.slice(1)
    }
  }
}
