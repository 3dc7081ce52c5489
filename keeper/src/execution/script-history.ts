import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { EsploraHistoryTooLongError } from '../../../lib/errors/esplora.ts'
import { FINAL_DEPTH } from '../decide/agent-anchor.ts'
import { depthAt, type ViewTransaction } from '../decide/agent-view.ts'
import { EndpointsDisagreeError } from '../errors.ts'
import { commonAnswer } from './agree.ts'
import type { BitcoinPool } from './bitcoin-pool.ts'

/** Confirmed transactions a page, as Esplora serves them. */
const pageSize = 25
const maxPages = 400

export interface AgreedHistory {
  /** height that enough servers have reached */
  tipHeight: number
  /** final ones as agreed, the others as any of the agreeing servers knows them */
  transactions: ViewTransaction[]
}

interface Walked {
  tip: number
  transactions: ViewTransaction[]
}

/**
 * All that ever touched a script, as at least two servers agree on it where two are configured. Final blocks must be equal
 * to the last output, because it is decided on them; younger blocks and mempools differ honestly, so what one server knows
 * counts. When they do not agree, nobody knows, and whoever asked has to wait.
 */
export class ScriptHistory {
  readonly #pool: BitcoinPool
  readonly #scriptHash: string
  readonly #what: string
  /** final transactions by server and txid, so that a long history is not read anew at every block */
  readonly #final = new Map<string, Map<string, EsploraTransaction>>()

  constructor(pool: BitcoinPool, script: Uint8Array, what: string) {
    this.#pool = pool
    this.#scriptHash = bytesToHex(sha256(script))
    this.#what = what
  }

  /** @throws NoEndpointError @throws EndpointsDisagreeError */
  async read(): Promise<AgreedHistory> {
    const answers = await this.#pool.askEnough((esplora, name) => this.#walk(esplora, name))
    const tips = answers.map(({ value }) => value.tip).sort((a, b) => b - a)
    const tipHeight = tips[Math.min(1, tips.length - 1)] ?? 0
    const reached = answers.filter(({ value }) => value.tip >= tipHeight)
    const isFinal = ({ height }: ViewTransaction) => depthAt(height, tipHeight) >= FINAL_DEPTH
    const common = commonAnswer(
      reached.map(({ name, value }) => ({
        from: name,
        value: value.transactions.filter(isFinal).sort(byTxid),
      })),
    )
    if (!common)
      throw new EndpointsDisagreeError(
        this.#what,
        reached.map(({ name }) => name),
      )
    const agreeing = new Set(common.with.map(({ from }) => from))
    const young = new Map<string, ViewTransaction>()
    for (const { name, value } of reached)
      if (agreeing.has(name))
        for (const tx of value.transactions)
          if (!isFinal(tx) && (young.get(tx.txid)?.height ?? null) === null) young.set(tx.txid, tx)
    return { tipHeight, transactions: [...common.value, ...young.values()] }
  }

  async #walk(esplora: Esplora, name: string): Promise<Walked> {
    // The tip first: what is read afterwards holds at least its blocks.
    const tip = await esplora.tipHeight()
    const known = this.#final.get(name) ?? new Map<string, EsploraTransaction>()
    this.#final.set(name, known)
    const seen = new Map<string, EsploraTransaction>()
    let after: string | undefined
    for (let pages = 0; ; pages++) {
      if (pages >= maxPages) throw new EsploraHistoryTooLongError(maxPages * pageSize)
      const page = await esplora.scriptTransactions(this.#scriptHash, after)
      for (const tx of page) seen.set(tx.txid, tx)
      const confirmed = page.filter(({ status }) => status !== null)
      const last = confirmed.at(-1)
      if (last === undefined || confirmed.length < pageSize) break
      if (known.get(last.txid)?.status?.blockHash === last.status?.blockHash) {
        for (const [txid, tx] of known) if (!seen.has(txid)) seen.set(txid, tx)
        break
      }
      after = last.txid
    }
    for (const tx of seen.values())
      if (depthAt(tx.status?.height ?? null, tip) >= FINAL_DEPTH) known.set(tx.txid, tx)
    return { tip, transactions: [...seen.values()].map(viewed) }
  }
}

export function viewed({ txid, status, inputs, outputs }: EsploraTransaction): ViewTransaction {
  return {
    txid,
    height: status?.height ?? null,
    time: status?.time ?? null,
    inputs: inputs.map(({ txid, vout }) => ({ txid, vout })),
    outputs,
  }
}

const byTxid = (a: ViewTransaction, b: ViewTransaction) => (a.txid < b.txid ? -1 : 1)
