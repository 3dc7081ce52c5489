import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../lib/bitcoin/outpoint-key.ts'
import type { MinedTransaction } from '../../test/helpers/mine-chain.ts'

export interface ServedEntry {
  tx: MinedTransaction
  inputs: { txid: string; vout: number }[]
  outputs: { script: string; sats: bigint }[]
  /** null while it is in the mempool */
  height: number | null
}

/** What Esplora says about scripts and transactions, over a few of them: 25 confirmed ones a page, 50 of the mempool. */
export class ServedEntries {
  readonly #entries: readonly ServedEntry[]
  readonly #hashes: ReadonlyMap<number, string>

  constructor(entries: readonly ServedEntry[], hashes: ReadonlyMap<number, string>) {
    this.#entries = entries
    this.#hashes = hashes
  }

  answer(path: string): { status: number; body: string } | null {
    const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) })
    const [, kind, id = '', what, , after] = path.split('/')
    if (path === '/fee-estimates') return json({ '1': 5, '6': 5 })
    if (path === '/tx') return { status: 200, body: 'f'.repeat(64) }
    const touching = this.#entries.filter((entry) => kind === 'scripthash' && this.#touches(entry, id))
    if (kind === 'scripthash' && what === 'txs') {
      const known = touching
        .toSorted((a, b) => (b.height ?? 1e9) - (a.height ?? 1e9))
        .map((entry) => this.#told(entry))
      const confirmed = known.filter(({ status }) => status.confirmed)
      const from = after === undefined ? 0 : confirmed.findIndex(({ txid }) => txid === after) + 1
      const waiting = after === undefined ? known.filter(({ status }) => !status.confirmed).slice(0, 50) : []
      return json([...waiting, ...confirmed.slice(from, from + 25)])
    }
    const entry = this.#entries.find(({ tx }) => kind === 'tx' && tx.txid === id)
    if (entry === undefined) return null
    if (what === undefined) return json(this.#told(entry))
    if (what !== 'outspends') return null
    return json(
      entry.outputs.map((_, vout) => {
        const by = this.#spenderOf({ txid: id, vout })
        return by
          ? { spent: true, txid: by.tx.txid, vin: 0, status: this.#told(by).status }
          : { spent: false }
      }),
    )
  }

  #spenderOf(coin: { txid: string; vout: number }): ServedEntry | undefined {
    return this.#entries.find(({ inputs }) =>
      inputs.some((input) => outpointKey(input) === outpointKey(coin)),
    )
  }

  #touches({ inputs, outputs }: ServedEntry, scriptHash: string): boolean {
    const spent = inputs.flatMap(
      ({ txid, vout }) => this.#entries.find(({ tx }) => tx.txid === txid)?.outputs[vout] ?? [],
    )
    return [...outputs, ...spent].some(
      ({ script }) => bytesToHex(sha256(fromHex(`0x${script}`))) === scriptHash,
    )
  }

  #told({ tx, inputs, outputs, height }: ServedEntry) {
    return {
      txid: tx.txid,
      vin: inputs.map((input) => ({ ...input, sequence: 0xfffffffd })),
      vout: outputs.map(({ script, sats }) => ({ scriptpubkey: script, value: Number(sats) })),
      status:
        height === null
          ? { confirmed: false }
          : { confirmed: true, block_height: height, block_hash: this.#hashes.get(height), block_time: 1 },
    }
  }
}
