import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { type LostPayment, paymentsToScript, type ScriptPayment } from '../../bitcoin/payments-to-script.ts'
import { askOnce } from '../ask-once.ts'
import { type CoinFate, DepositSpends, UNKNOWN_FATE } from './deposit-spends.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'
import type { EvidenceCheck, EvidenceDemands } from './evidence-check.ts'
import type { NamedPayment } from './named-payment.ts'
import { scriptTransactions } from './script-transactions.ts'

/** One output to the deposit's script, and what this browser could check about it. `confirmations` is the source's word. */
export type WatchedPayment = ScriptPayment & Evidence & CoinFate

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
  /** why the list of payments could not be read; what was seen before and what was named is there all the same. Else null */
  unread: unknown
}>

/** The 34-byte scriptPubKey as computed here, and what its payments are held to. */
export type WatchQuestion = EvidenceDemands &
  Readonly<{
    /** what a person named, because a list may not show it */
    named?: readonly NamedPayment[]
  }>

const eventOf = ({ txid, replacedBy, followed }: LostPayment): PaymentEvent =>
  replacedBy === null
    ? { kind: 'dropped', txid }
    : { kind: followed ? 'replaced' : 'cancelled', txid, by: replacedBy }

/** Payments that are looked at closely. Each costs questions, and anybody can send dust to the address. */
const MOST_CLOSE = 16

/** Those that carry most, and all that was named. */
const closest = (payments: readonly ScriptPayment[], named: readonly NamedPayment[]) =>
  new Set([
    ...payments.toSorted((a, b) => Number(b.sats - a.sats)).slice(0, MOST_CLOSE),
    ...payments.filter(({ txid }) => named.some((one) => one.txid === txid)),
  ])

/**
 * Watches a deposit's script on Bitcoin and checks by itself what the source says (X10). Remembers only what it needs to
 * say what changed: a reorganisation, a replaced or a dropped payment (C21). What is immutable by its hash is kept.
 */
export class PaymentWatch {
  readonly #esplora: Esplora
  readonly #spends: DepositSpends
  readonly #raw = new Map<string, string>()
  #check: EvidenceCheck | null = null
  #before: readonly EsploraTransaction[] = []
  #counts = new Map<string, { count: number; hash: string | null }>()

  constructor(esplora: Esplora) {
    const transactionHex = async (txid: string) => this.#raw.get(txid) ?? esplora.transactionHex(txid)
    this.#esplora = { ...esplora, transactionHex }
    this.#spends = new DepositSpends(this.#esplora)
  }

  /** @throws {EsploraError} when no Bitcoin source answers; what was seen before stays remembered */
  async look(question: WatchQuestion): Promise<PaymentSight> {
    const { script, named = [] } = question
    for (const { txid, raw } of named) this.#raw.set(txid, raw)
    const [tipHeight, { transactions, unread }] = await Promise.all([
      this.#esplora.tipHeight(),
      this.#transactions(bytesToHex(sha256(fromHex(script))), named),
    ])
    const live = new Set(transactions.map(({ txid }) => txid))
    const gone = this.#before.filter(({ txid }) => !live.has(txid))
    const conflicts = (await Promise.all(gone.map((transaction) => this.#spenders(transaction)))).flat()
    const { payments: found, lost } = paymentsToScript({
      script,
      transactions,
      tipHeight,
      before: this.#before,
      conflicts,
    })
    const proven = closest(found, named)
    const followed = closest(
      found.filter((payment) => !this.#spends.isFinal(payment)),
      named,
    )
    const demands = { ...question, relayHash: askOnce(question.relayHash) }
    const payments = await Promise.all(
      found.map(async (payment): Promise<WatchedPayment> => {
        const asks = followed.has(payment) || this.#spends.isFinal(payment)
        const [evidence, fate] = await Promise.all([
          proven.has(payment) ? this.#evidence(payment, demands) : NO_EVIDENCE,
          asks ? this.#spends.of(payment, tipHeight) : UNKNOWN_FATE,
        ])
        return { ...payment, ...evidence, ...fate }
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
    this.#before = transactions
    this.#counts = new Map(
      payments.map(({ txid, confirmations, block }) => [
        txid,
        { count: confirmations, hash: block?.hash ?? null },
      ]),
    )
    const lostOnce = lost.filter(({ txid }, at) => lost.findIndex((other) => other.txid === txid) === at)
    return { tipHeight, payments, events: [...lostOnce.map(eventOf), ...stepped], unread }
  }

  /** All that the sources list, and what was named; where they list nothing, what they listed before. */
  async #transactions(scriptHash: string, named: readonly NamedPayment[]) {
    const { listed, unread } = await scriptTransactions(this.#esplora, scriptHash).then(
      (listed) => ({ listed, unread: null }),
      (unread: unknown) => ({ listed: null, unread }),
    )
    if (listed === null && named.length === 0) throw unread
    const known = new Map((listed ?? this.#before).map((transaction) => [transaction.txid, transaction]))
    const missing = named.filter(({ txid }) => listed === null || !known.has(txid))
    if (missing.length > 0) {
      const { namedTransaction } = await import('./named-payment.ts')
      for (const one of missing) known.set(one.txid, await namedTransaction(this.#esplora, one))
    }
    return { transactions: [...known.values()], unread }
  }

  async #evidence(payment: ScriptPayment, demands: EvidenceDemands): Promise<Evidence> {
    if (payment.block === null || !payment.provable) return NO_EVIDENCE
    // What verifies is fetched once there is something to verify.
    const { EvidenceCheck } = await import('./evidence-check.ts')
    this.#check ??= new EvidenceCheck(this.#esplora)
    return this.#check.of({ ...payment, block: payment.block }, demands)
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
