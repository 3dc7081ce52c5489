import type { CoreBlock, CoreTx } from './core-types.ts'
import {
  type EsploraBlock,
  type EsploraOutput,
  type EsploraStatus,
  type EsploraTx,
  esploraBlock,
  esploraTx,
  scriptHash,
} from './shapes.ts'

interface IndexedBlock {
  block: EsploraBlock
  txids: string[]
}

export interface IndexedTx {
  tx: EsploraTx
  hex: string
  /** null while it is in the mempool */
  block: EsploraBlock | null
  /** position in its block, or order of arrival in the mempool */
  order: number
}

export interface Unspent {
  txid: string
  vout: number
  value: number
  status: EsploraStatus
}

/** The best chain and the mempool in memory, by block, transaction, script and outpoint. Knows no node. */
export class ChainIndex {
  readonly blocks: IndexedBlock[] = []
  readonly mempool = new Set<string>()
  readonly #heights = new Map<string, number>()
  readonly #txs = new Map<string, IndexedTx>()
  readonly #history = new Map<string, Set<string>>()
  readonly #spends = new Map<string, { txid: string; vin: number }>()
  #arrivals = 0

  get tip(): EsploraBlock | null {
    return this.blocks.at(-1)?.block ?? null
  }

  /** @throws Error when the block does not stand on the tip */
  connect(core: CoreBlock): void {
    const parent = this.tip
    if (core.height !== this.blocks.length || (parent && parent.id !== core.previousblockhash)) {
      throw new Error(`block ${core.hash} does not stand on ${parent?.id ?? 'nothing'}`)
    }
    const block = esploraBlock(core)
    core.tx.forEach((tx, order) => {
      this.#drop(tx.txid)
      this.#add(tx, block, order)
    })
    this.blocks.push({ block, txids: core.tx.map((tx) => tx.txid) })
    this.#heights.set(block.id, block.height)
  }

  /** Takes the tip off again; its transactions are unknown until the mempool or another block names them. */
  disconnect(): void {
    const last = this.blocks.pop()
    if (last === undefined) return
    this.#heights.delete(last.block.id)
    for (const txid of last.txids.toReversed()) this.#drop(txid)
  }

  /** @returns false when an output that it spends is not known (yet) */
  addToMempool(tx: CoreTx): boolean {
    return this.#add(tx, null, this.#arrivals++)
  }

  removeFromMempool(txid: string): void {
    if (this.mempool.has(txid)) this.#drop(txid)
  }

  height(hash: string): number | null {
    return this.#heights.get(hash) ?? null
  }

  transaction(txid: string): IndexedTx | null {
    return this.#txs.get(txid) ?? null
  }

  status(entry: IndexedTx | null): EsploraStatus {
    if (!entry?.block) return { confirmed: false }
    const { height, id, timestamp } = entry.block
    return { confirmed: true, block_height: height, block_hash: id, block_time: timestamp }
  }

  output(txid: string, vout: number): EsploraOutput | null {
    return this.#txs.get(txid)?.tx.vout[vout] ?? null
  }

  spend(txid: string, vout: number): { txid: string; vin: number } | null {
    return this.#spends.get(`${txid}:${vout}`) ?? null
  }

  /** Transactions that pay to or spend from a script: the mempool's first, then by block, newest first. */
  historyOf(hash: string): IndexedTx[] {
    const entries = [...(this.#history.get(hash) ?? [])].flatMap((txid) => this.#txs.get(txid) ?? [])
    const height = (entry: IndexedTx) => entry.block?.height ?? Number.POSITIVE_INFINITY
    return entries.sort((a, b) =>
      height(a) === height(b) ? b.order - a.order : height(b) > height(a) ? 1 : -1,
    )
  }

  /** Outputs of a script that neither chain nor mempool spends. */
  unspentOf(hash: string): Unspent[] {
    return this.historyOf(hash).flatMap((entry) =>
      entry.tx.vout.flatMap((output, vout) => {
        const { txid } = entry.tx
        if (scriptHash(output.scriptpubkey) !== hash || this.spend(txid, vout)) return []
        return [{ txid, vout, value: output.value, status: this.status(entry) }]
      }),
    )
  }

  #add(core: CoreTx, block: EsploraBlock | null, order: number): boolean {
    const tx = esploraTx(core, (txid, vout) => this.output(txid, vout))
    if (tx === null) return false
    this.#txs.set(tx.txid, { tx, hex: core.hex, block, order })
    if (block === null) this.mempool.add(tx.txid)
    tx.vin.forEach((input, vin) => {
      if (!input.is_coinbase) this.#spends.set(`${input.txid}:${input.vout}`, { txid: tx.txid, vin })
    })
    for (const hash of scriptsOf(tx)) {
      const known = this.#history.get(hash)
      if (known) known.add(tx.txid)
      else this.#history.set(hash, new Set([tx.txid]))
    }
    return true
  }

  #drop(txid: string): void {
    const entry = this.#txs.get(txid)
    if (entry === undefined) return
    this.#txs.delete(txid)
    this.mempool.delete(txid)
    for (const input of entry.tx.vin) {
      const outpoint = `${input.txid}:${input.vout}`
      // a conflicting transaction of a block may have taken the outpoint over already
      if (this.#spends.get(outpoint)?.txid === txid) this.#spends.delete(outpoint)
    }
    for (const hash of scriptsOf(entry.tx)) this.#history.get(hash)?.delete(txid)
  }
}

function scriptsOf(tx: EsploraTx): Set<string> {
  const spent = tx.vin.flatMap((input) => input.prevout?.scriptpubkey ?? [])
  return new Set([...tx.vout.map((output) => output.scriptpubkey), ...spent].map(scriptHash))
}
