import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import { buildProof, type ContractProof } from '../../bitcoin/build-proof.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { type LostPayment, paymentsToScript, type ScriptPayment } from '../../bitcoin/payments-to-script.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { verifyInclusion } from '../../bitcoin/verify-inclusion.ts'
import type { BaseError } from '../../errors/base-error.ts'
import { EsploraError } from '../../errors/esplora.ts'
import { ProofError } from '../../errors/proof.ts'
import { TransactionFormatError } from '../../errors/transaction.ts'

/** One output to the deposit's script, and what this browser could check about it. `confirmations` is the source's word. */
export type WatchedPayment = ScriptPayment &
  Readonly<{
    /** blocks whose work and links were checked here, up to what is required; 0 without evidence that holds */
    verified: number
    /** whether the payment's block is the one the contract knows; null when the contract was not asked or is behind */
    matchesRelay: boolean | null
    proof: ContractProof | null
    /** why the evidence does not hold */
    problem: BaseError | null
    /** transaction that spends the output, null while unspent or unknown */
    spentBy: string | null
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

export type WatchQuestion = Readonly<{
  /** the 34-byte scriptPubKey as computed here */
  script: Hex
  /** confirmations that the contract asks for */
  required: number
  /** least work of a block that counts as evidence; null while the contract was not asked */
  minBlockWork: bigint | null
  /** `BitcoinRelay.hashAt`; null outside what it knows, or while it was not asked */
  relayHash: (height: number) => Promise<Hex | null>
}>

const eventOf = ({ txid, replacedBy, followed }: LostPayment): PaymentEvent =>
  replacedBy === null
    ? { kind: 'dropped', txid }
    : { kind: followed ? 'replaced' : 'cancelled', txid, by: replacedBy }

/** Blocks are looked up in one go up to this many; more cannot matter for any deposit size. */
const PAGE = 25

/**
 * Watches a deposit's script on Bitcoin and checks by itself what the source says (X10). Remembers only what it needs to
 * say what changed: a reorganisation, a replaced or a dropped payment (C21). What is immutable by its hash is kept.
 */
export class PaymentWatch {
  readonly #esplora: Esplora
  readonly #headers = new Map<string, string>()
  readonly #proofs = new Map<string, ContractProof>()
  #before: readonly EsploraTransaction[] = []
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
          this.#check(payment, question),
          this.#esplora.outspends(payment.txid).catch(() => []),
        ])
        return { ...payment, ...evidence, spentBy: spends[payment.vout]?.txid ?? null }
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
      if (confirmed.length < PAGE || last === undefined || found.length >= 4 * PAGE) return found
    }
  }

  async #check(payment: ScriptPayment, question: WatchQuestion) {
    const { txid, vout, block, confirmations } = payment
    const none = { verified: 0, matchesRelay: null, proof: null, problem: null } as const
    if (block === null) return none
    try {
      const key = `${txid}:${block.hash}`
      let proof = this.#proofs.get(key)
      if (!proof) {
        const built = await buildProof(this.#esplora, txid)
        if (built.blockHash !== block.hash) return none
        proof = built.proof
        this.#proofs.set(key, proof)
      }
      const depth = Math.min(confirmations, question.required)
      const later = Array.from({ length: depth - 1 }, (_, at) => block.height + 1 + at)
      const laterHeaders = await Promise.all(later.map((height) => this.#header(height)))
      const relayHash = await question.relayHash(block.height)
      const demands = { relayHash, minWork: (question.minBlockWork ?? 0n) * BigInt(depth) }
      const held = verifyInclusion({ txid, proof, laterHeaders }, demands)
      const output = held.transaction.outputs[vout]
      if (output === undefined || output.sats !== payment.sats || toHex(output.script) !== question.script)
        throw new ProofError('txid', { txid, vout })
      return {
        verified: held.confirmations,
        matchesRelay: relayHash === null ? null : held.matchesRelay,
        proof,
        problem: null,
      }
    } catch (error) {
      if (error instanceof ProofError && error.rule === 'relay_hash')
        return { ...none, matchesRelay: false, problem: error }
      // a source that is slow or just moved its tip proves nothing; only evidence that does not hold is a problem
      if (error instanceof ProofError || error instanceof TransactionFormatError)
        return { ...none, problem: error }
      if (error instanceof EsploraError) return none
      throw error
    }
  }

  async #header(height: number): Promise<Uint8Array> {
    const hash = await this.#esplora.blockHash(height)
    let header = this.#headers.get(hash)
    if (header === undefined) {
      header = await this.#esplora.blockHeader(hash)
      this.#headers.set(hash, header)
    }
    return fromHex(header)
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
