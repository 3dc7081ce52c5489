import type { Hex, PublicClient } from 'viem'
import { indexedBlock, reconcile, type Source } from '../reconcile.ts'

/** As many new blocks, or as much time, as make a comparison due. */
const EVERY_BLOCKS = 100
const EVERY_MS = 60_000
/** A first comparison begins at the first block; a look takes no more than this much of it. */
const MOST_BLOCKS = 2_000
/** The newest blocks may still be on their way into the index, or out of the chain. */
const BEHIND_HEAD = 5
const SECOND_LOOK_MS = 10_000
/** More than Ponder lags behind on its own: up to its finality (30) after a start. */
const STALLED_BLOCKS = 60
const STALLED_MS = 60_000

export type Finding =
  | { kind: 'fine' }
  | { kind: 'compared'; fromBlock: number; toBlock: number }
  | { kind: 'suspect' | 'different'; blocks: number[] }
  | { kind: 'stalled'; block: number; head: number }

/** Follows one life of the writer: compares every block once, oldest first, and notices when it stands still. */
export class CoverageWatch {
  readonly #indexUrl: string
  readonly #startBlock: number
  readonly #addresses: Record<Source, Hex>
  #next: number
  #comparedAt = 0
  #suspects: { blocks: number[]; at: number } | null = null
  #moved = { block: -1, at: Date.now() }
  /** Ponder shows the blocks above the final one when the next one arrives; only then does its position mean anything. */
  #live = false

  constructor(indexUrl: string, startBlock: number, addresses: Record<Source, Hex>) {
    this.#indexUrl = indexUrl
    this.#startBlock = startBlock
    this.#addresses = addresses
    this.#next = startBlock
  }

  /** @throws when the chain does not answer; a writer that does not answer yet has nothing to compare */
  async look(client: PublicClient): Promise<Finding> {
    const now = Date.now()
    const [head, block] = await Promise.all([
      client.getBlockNumber({ cacheTime: 0 }).then(Number),
      this.#position(),
    ])
    if (block === null) return { kind: 'fine' }
    if (block !== this.#moved.block) {
      this.#live = this.#moved.block !== -1
      this.#moved = { block, at: now }
    }
    if (head - block > STALLED_BLOCKS && now - this.#moved.at > STALLED_MS)
      return { kind: 'stalled', block, head }

    if (!this.#live) return { kind: 'fine' }
    const end = Math.min(block, head - BEHIND_HEAD)
    const due = end - this.#next + 1 >= EVERY_BLOCKS || now - this.#comparedAt >= EVERY_MS
    const waits = this.#suspects !== null && now - this.#suspects.at < SECOND_LOOK_MS
    if (end < this.#next || waits || (this.#suspects === null && !due)) return { kind: 'fine' }
    return this.#compare(client, Math.min(end, this.#next + MOST_BLOCKS - 1))
  }

  async #compare(client: PublicClient, toBlock: number): Promise<Finding> {
    const fromBlock = this.#next
    const range = { client, addresses: this.#addresses, indexUrl: this.#indexUrl, fromBlock, toBlock }
    const blocks = (await reconcile(range)).map((difference) => difference.block)
    const twice = blocks.filter((block) => this.#suspects?.blocks.includes(block))
    this.#comparedAt = Date.now()
    this.#suspects = blocks.length === 0 ? null : { blocks, at: this.#comparedAt }
    if (twice.length > 0) return { kind: 'different', blocks: twice }
    if (blocks.length > 0) return { kind: 'suspect', blocks }
    this.#next = toBlock + 1
    return { kind: 'compared', fromBlock, toBlock }
  }

  /** Null until the writer has caught up: before that its rows are fewer than its position says. */
  async #position(): Promise<number | null> {
    try {
      const ready = await fetch(`${this.#indexUrl}/ready`, { signal: AbortSignal.timeout(5_000) })
      await ready.body?.cancel()
      return ready.ok ? await indexedBlock(this.#indexUrl) : null
    } catch {
      return null
    }
  }

  /** Begins again at the first block. */
  restart(): void {
    this.#next = this.#startBlock
    this.#comparedAt = 0
    this.#suspects = null
    this.#moved = { block: -1, at: Date.now() }
    this.#live = false
  }
}
