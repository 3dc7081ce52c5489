import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { DepositSpender } from '../../bitcoin/deposit-spend.ts'
import type { EsploraOutspend, EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { type LostPayment, paymentsToScript, type ScriptPayment } from '../../bitcoin/payments-to-script.ts'
import { EsploraHistoryTooLongError } from '../../errors/esplora.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'
import type { EvidenceCheck, EvidenceDemands } from './evidence-check.ts'

/** One output to the deposit's script, and what this browser could check about it. `confirmations` is the source's word. */
export type WatchedPayment = ScriptPayment &
  Evidence &
  Readonly<{
    /** the transaction that spends the output, null while unspent or unknown */
    spend: DepositSpend | null
  }>

/** A spend of a deposit's coin, by the source's word. */
export type DepositSpend = Readonly<{
  txid: string
  /** block that holds it, null in the mempool */
  height: number | null
  /** null when its witness cannot be read */
  by: DepositSpender | null
}>

/** What changed since the last look, worth a sentence. Counts are blocks on the payment. */
export type PaymentEvent = Readonly<
  | { kind: 'reorganised'; txid: string; from: number; to: number }
  | { kind: 'replaced'; txid: string; by: string }
  | { kind: 'cancelled'; txid: string; by: string }
  | { kind: 'dropped'; txid: string }
>
export type PaymentSight = Readonly<{
  tipHeight: number
  payments: readonly WatchedPayment[]
  events: readonly PaymentEvent[]
}>

/** The 34-byte scriptPubKey as computed here, and what its payments are held to. */
export type WatchQuestion = EvidenceDemands

const eventOf = ({ txid, replacedBy, followed }: LostPayment): PaymentEvent =>
  replacedBy === null
    ? { kind: 'dropped', txid }
    : { kind: followed ? 'replaced' : 'cancelled', txid, by: replacedBy }

/** Blocks are looked up in one go up to this many; more cannot matter for any deposit size. */
const PAGE = 25
/** Transactions of one script that are read before giving up. */
const MOST = 40 * PAGE

/**
 * Watches a deposit's script on Bitcoin and checks by itself what the source says (X10). Remembers only what it needs to
 * say what changed: a reorganisation, a replaced or a dropped payment (C21). What is immutable by its hash is kept.
 */
export class PaymentWatch {
  readonly #esplora: Esplora
  #check: EvidenceCheck | null = null
  #before: readonly EsploraTransaction[] = []
  readonly #spentThrough = new Map<string, DepositSpender>()
  #counts = new Map<string, { count: number; hash: string | null }>()

  constructor(esplora: Esplora) {
    this.#esplora = esplora
  }

  /** @throws {EsploraError} when no Bitcoin source answers; what was seen before stays remembered */
  async look(question: WatchQuestion): Promise<PaymentSight> {
    const scriptHash = bytesToHex(sha256(fromHex(question.script)))
    const [tipHeight, transactions] = await Promise.all([
      this.#esplora.tipHeight(),
      this.#transactions(scriptHash),
    ])
    const live = new Set(transactions.map(({ txid }) => txid))
    const gone = this.#before.filter(({ txid }) => !live.has(txid))
    const conflicts = (await Promise.all(gone.map((transaction) => this.#spenders(transaction)))).flat()
    const { payments: found, lost } = paymentsToScript({
      script: question.script,
      transactions,
      tipHeight,
      before: this.#before,
      conflicts,
    })
    const byTxid = new Map(transactions.map((transaction) => [transaction.txid, transaction]))
    const payments = await Promise.all(
      found.map(async (payment): Promise<WatchedPayment> => {
        const [evidence, spends] = await Promise.all([
          this.#evidence(payment, question),
          this.#esplora.outspends(payment.txid).catch(() => []),
        ])
        return { ...payment, ...evidence, spend: await this.#spend(payment, spends[payment.vout] ?? null) }
      }),
    )
    const stepped = payments.flatMap((payment): PaymentEvent[] => {
      const before = this.#counts.get(payment.txid)
      if (before === undefined) return []
      const moved = before.hash !== null && before.hash !== payment.block?.hash
      return moved || payment.confirmations < before.count
        ? [{ kind: 'reorganised', txid: payment.txid, from: before.count, to: payment.confirmations }]
        : []
    })
    this.#before = [...byTxid.values()]
    this.#counts = new Map(
      payments.map(({ txid, confirmations, block }) => [
        txid,
        { count: confirmations, hash: block?.hash ?? null },
      ]),
    )
    const lostOnce = lost.filter(({ txid }, at) => lost.findIndex((other) => other.txid === txid) === at)
    return { tipHeight, payments, events: [...lostOnce.map(eventOf), ...stepped] }
  }

  async #transactions(scriptHash: string): Promise<EsploraTransaction[]> {
    const found: EsploraTransaction[] = []
    for (let last: string | undefined; ; ) {
      const page = await this.#esplora.scriptTransactions(scriptHash, last)
      const known = new Set(found.map(({ txid }) => txid))
      found.push(...page.filter(({ txid }) => !known.has(txid)))
      const confirmed = page.filter(({ status }) => status !== null)
      last = confirmed.at(-1)?.txid
      if (confirmed.length < PAGE || last === undefined) return found
      // What a flood of dust may hide must not be taken for unpaid.
      if (found.length >= MOST) throw new EsploraHistoryTooLongError(MOST)
    }
  }

  async #evidence(payment: ScriptPayment, question: WatchQuestion): Promise<Evidence> {
    if (payment.block === null || !payment.provable) return NO_EVIDENCE
    // What verifies is fetched once there is something to verify.
    const { EvidenceCheck } = await import('./evidence-check.ts')
    this.#check ??= new EvidenceCheck(this.#esplora)
    return this.#check.of({ ...payment, block: payment.block }, question)
  }

  async #spend({ txid, vout }: ScriptPayment, seen: EsploraOutspend): Promise<DepositSpend | null> {
    if (seen === null) return null
    const key = `${seen.txid}:${txid}:${vout}`
    let by = this.#spentThrough.get(key) ?? null
    if (by === null) {
      const { depositSpend } = await import('../../bitcoin/deposit-spend.ts')
      const raw = await this.#esplora.transactionHex(seen.txid).catch(() => null)
      by = raw === null ? null : depositSpend(raw, txid, vout)
      if (by !== null) this.#spentThrough.set(key, by)
    }
    return { txid: seen.txid, height: seen.status?.height ?? null, by }
  }

  async #spenders({ inputs }: EsploraTransaction): Promise<EsploraTransaction[]> {
    const found: EsploraTransaction[] = []
    for (const { txid, vout } of inputs) {
      const by = (await this.#esplora.outspends(txid).catch(() => []))[vout]?.txid
      const transaction = by ? await this.#esplora.transaction(by).catch(() => null) : null
      if (transaction) found.push(transaction)
    }
    return found
  }
}
