import type { ClientBase } from 'pg'
import { BlockNotFoundError, type PublicClient } from 'viem'
import { finalBlock, highestKeptBlock, type KeptBlock } from './schemas.ts'

/** Notices a reorganisation deeper than finality: a block is gone that the index keeps for good. */
export class FinalWatch {
  readonly #chainId: number
  /** Ponder keeps blocks with events only, so the guard remembers the last final one, whatever it holds. */
  #pinned: KeptBlock | null = null
  #gone = false

  constructor(chainId: number) {
    this.#chainId = chainId
  }

  /**
   * @param client another one each time, when there are several: one that lies must not undo the index alone
   * @returns the block that is gone, once two looks in a row say so
   */
  async look(db: Pick<ClientBase, 'query'>, client: PublicClient): Promise<KeptBlock | null> {
    for (const block of [await highestKeptBlock(db, this.#chainId), this.#pinned]) {
      if (block === null) continue
      const onChain = await hashAt(client, block.number)
      // a chain that is shorter than that may be a node that lags
      if (onChain === null || onChain === block.hash) continue
      const before = this.#gone
      this.#gone = true
      return before ? block : null
    }
    this.#gone = false
    const final = await finalBlock(db)
    if (final !== null && final > (this.#pinned?.number ?? -1)) {
      const hash = await hashAt(client, final)
      if (hash !== null) this.#pinned = { number: final, hash }
    }
    return null
  }

  /** Forgets everything: the index was dropped. */
  restart(): void {
    this.#pinned = null
    this.#gone = false
  }
}

async function hashAt(client: PublicClient, number: number): Promise<string | null> {
  try {
    return (await client.getBlock({ blockNumber: BigInt(number) })).hash
  } catch (error) {
    if (error instanceof BlockNotFoundError) return null
    throw error
  }
}
