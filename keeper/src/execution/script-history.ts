import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { EsploraHistoryTooLongError } from '../../../lib/errors/esplora.ts'
import { FINAL_DEPTH } from '../decide/agent-anchor.ts'
import { depthAt, type ViewTransaction } from '../decide/agent-view.ts'
import { EndpointsDisagreeError } from '../errors.ts'
import { type CommonAnswer, commonAnswer, grouped, witnesses } from './agree.ts'
import type { BitcoinPool } from './bitcoin-pool.ts'
import { addHiddenSpends } from './hidden-spends.ts'

/** Confirmed transactions a page, as Esplora serves them. */
const pageSize = 25

export interface AgreedHistory {
  /** height that enough servers have reached */
  tipHeight: number
  /** the highest that any server names, of three or more the second highest */
  newestHeight: number
  /** final ones as agreed, the others as enough of the agreeing servers know them */
  transactions: ViewTransaction[]
}

interface Walked {
  tip: number
  transactions: ViewTransaction[]
}
/** What one server is known to hold for good, from its newest on down; a script that strangers pay to has no shorter history. */
interface Final {
  known: Map<string, EsploraTransaction>
  /** the oldest that was read, where the walk goes on while it is not complete */
  rest: string | undefined
  complete: boolean
}
interface Told {
  name: string
  value: Walked
}

/**
 * All that ever touched a script, as at least two servers agree on it where two are configured. Final blocks must be equal
 * to the last output on more than half of those that answer, because it is decided on them; younger blocks and mempools differ
 * honestly, so what one server knows counts, of three or more what two know. So one liar among three neither stops nor
 * steers anything, and is named; of two that do not agree nobody knows which lies, and whoever asked has to wait.
 */
export class ScriptHistory {
  readonly #pool: BitcoinPool
  readonly #script: string
  readonly #scriptHash: string
  readonly #what: string
  /** final transactions by server and txid, so that a long history is not read anew at every block */
  readonly #final = new Map<string, Final>()
  readonly #mostPages: number

  /** @param mostPages of one walk; without it all that there are, however long that takes */
  constructor(pool: BitcoinPool, script: Uint8Array, what: string, mostPages = Number.POSITIVE_INFINITY) {
    this.#mostPages = mostPages
    this.#pool = pool
    this.#script = bytesToHex(script)
    this.#scriptHash = bytesToHex(sha256(script))
    this.#what = what
  }

  /** @throws NoEndpointError when too few can be read to the end @throws EndpointsDisagreeError */
  async read(): Promise<AgreedHistory> {
    const answers = await this.#pool.askEnough((esplora, name) => this.#walk(esplora, name), {
      patient: this.#mostPages === Number.POSITIVE_INFINITY,
    })
    const tips = answers.map(({ value }) => value.tip).sort((a, b) => b - a)
    const needed = witnesses(answers.length)
    const newestHeight = tips[needed - 1] ?? 0
    // Where the others are not all there yet, what more than half agree on is older: the highest such height counts.
    for (const tipHeight of new Set(tips.slice(answers.length === 1 ? 0 : 1))) {
      const common = this.#commonAt(tipHeight, answers)
      if (common === null) continue
      this.#pool.judge(
        this.#what,
        common.with.map(({ from }) => from.name),
        common.against.map(({ from }) => from.name),
      )
      const young = youngOnes(
        common.with.map(({ from }) => from.value.transactions.filter((tx) => !isFinalAt(tx, tipHeight))),
        needed,
      )
      return { tipHeight, newestHeight, transactions: [...common.value, ...young] }
    }
    throw new EndpointsDisagreeError(
      this.#what,
      answers.map(({ name }) => name),
    )
  }

  /** What more than half of all servers say was final at a height. */
  #commonAt(tipHeight: number, answers: readonly Told[]): CommonAnswer<Told, ViewTransaction[]> | null {
    const common = commonAnswer(
      answers
        .filter(({ value }) => value.tip >= tipHeight)
        .map((from) => ({
          from,
          value: from.value.transactions.filter((tx) => isFinalAt(tx, tipHeight)).sort(byTxid),
        })),
    )
    return common && common.with.length * 2 > answers.length ? common : null
  }

  async #walk(esplora: Esplora, name: string): Promise<Walked> {
    // The tip first: what is read afterwards holds at least its blocks.
    const tip = await esplora.tipHeight()
    const final = this.#final.get(name) ?? { known: new Map(), rest: undefined, complete: false }
    this.#final.set(name, final)
    const keep = (transactions: Iterable<EsploraTransaction>) => {
      for (const tx of transactions)
        if (depthAt(tx.status?.height ?? null, tip) >= FINAL_DEPTH) final.known.set(tx.txid, tx)
    }
    const seen = new Map<string, EsploraTransaction>()
    // Newest first, down to what is known to be final; the first time, and where that failed in the middle, on to the oldest.
    let onward = final.known.size === 0
    let after: string | undefined
    for (let pages = 0; ; pages++) {
      if (pages >= this.#mostPages) throw new EsploraHistoryTooLongError(this.#mostPages * pageSize)
      const page = await esplora.scriptTransactions(this.#scriptHash, after)
      for (const tx of page) seen.set(tx.txid, tx)
      const confirmed = page.filter(({ status }) => status !== null)
      const last = confirmed.at(-1)
      if (last === undefined || confirmed.length < pageSize) break
      after = last.txid
      if (onward) {
        keep(page)
        if (final.known.has(after)) final.rest = after
      } else if (final.known.get(after)?.status?.blockHash === last.status?.blockHash) {
        if (final.complete) break
        onward = true
        after = final.rest
      }
    }
    final.complete = true
    keep(seen.values())
    for (const [txid, tx] of final.known) if (!seen.has(txid)) seen.set(txid, tx)
    await addHiddenSpends(esplora, this.#script, seen)
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

/** Transactions that are not final, each as enough servers know it; in a block only where enough say in which. */
function youngOnes(told: readonly ViewTransaction[][], needed: number): ViewTransaction[] {
  return grouped(told.flat(), ({ txid }) => txid).flatMap((views) => {
    if (views.length < needed) return []
    const mined = views.find(
      ({ height }) => height !== null && views.filter((view) => view.height === height).length >= needed,
    )
    return [mined ?? { ...views[0], height: null, time: null }]
  })
}

const isFinalAt = ({ height }: ViewTransaction, tipHeight: number) =>
  depthAt(height, tipHeight) >= FINAL_DEPTH
const byTxid = (a: ViewTransaction, b: ViewTransaction) => (a.txid < b.txid ? -1 : 1)
