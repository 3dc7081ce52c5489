import { type BitcoinRpc, BitcoinRpcError } from '../bitcoin/rpc.ts'
import { ChainIndex } from './chain-index.ts'
import type { CoreBlock, CoreTx } from './core-types.ts'

const BATCH = 50
const ROUNDS = 20

/** Keeps a `ChainIndex` at what the node says, through reorganisations. */
export class Follower {
  readonly index = new ChainIndex()
  readonly #node: () => BitcoinRpc
  #running: Promise<void> | null = null
  #next: Promise<void> | null = null

  constructor(node: () => BitcoinRpc) {
    this.#node = node
  }

  get #rpc(): BitcoinRpc {
    return this.#node()
  }

  /** Resolves when the index holds everything the node knew at the time of the call. Calls share their work. */
  sync(): Promise<void> {
    if (this.#running === null) {
      this.#running = this.#follow().finally(() => {
        this.#running = null
      })
      return this.#running
    }
    // the run under way may have read the node before this call, so it cannot answer for it
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null
        return this.sync()
      })
    return this.#next
  }

  async #follow(): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const best = await this.#rpc.call<string>('getbestblockhash')
      if (this.index.tip?.id !== best) await this.#toTip()
      if (!(await this.#mempool())) continue
      if (this.index.tip?.id === (await this.#rpc.call<string>('getbestblockhash'))) return
    }
    throw new Error(`the node's chain or mempool kept changing over ${ROUNDS} readings`)
  }

  /** Walks back while hashes differ, then forward. A node that lost blocks (killed hard) looks like a reorganisation. */
  async #toTip(): Promise<void> {
    const { index } = this
    for (;;) {
      const tip = index.tip
      if (tip === null) break
      if ((await this.#hashAt(tip.height)) === tip.id) break
      index.disconnect()
    }
    const target = await this.#rpc.call<number>('getblockcount')
    while (index.blocks.length <= target) {
      const from = index.blocks.length
      const heights = Array.from({ length: Math.min(BATCH, target - from + 1) }, (_, i) => from + i)
      const hashes = await this.#rpc.batch<string>(heights.map((height) => ['getblockhash', height]))
      const blocks = await this.#rpc.batch<CoreBlock>(hashes.map((hash) => ['getblock', hash, 3]))
      for (const block of blocks) {
        if (index.tip && block.previousblockhash !== index.tip.id) return
        index.connect(block)
      }
    }
  }

  async #hashAt(height: number): Promise<string | null> {
    try {
      return await this.#rpc.call<string>('getblockhash', height)
    } catch (error) {
      if (error instanceof BitcoinRpcError && error.code === -8) return null
      throw error
    }
  }

  /** @returns false when the node's view moved under the reading */
  async #mempool(): Promise<boolean> {
    const { index } = this
    const now = new Set(await this.#rpc.call<string[]>('getrawmempool'))
    for (const txid of [...index.mempool]) if (!now.has(txid)) index.removeFromMempool(txid)
    const added = [...now].filter((txid) => !index.mempool.has(txid))
    if (added.length === 0) return true
    let waiting: CoreTx[]
    try {
      waiting = await this.#rpc.batch<CoreTx>(added.map((txid) => ['getrawtransaction', txid, 1]))
    } catch (error) {
      if (error instanceof BitcoinRpcError) return false
      throw error
    }
    // parents before children: what spends an unknown output waits for the next pass
    while (waiting.length > 0) {
      const left = waiting.filter((tx) => index.transaction(tx.txid) === null && !index.addToMempool(tx))
      if (left.length === waiting.length) return false
      waiting = left
    }
    return true
  }
}
