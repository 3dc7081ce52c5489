import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import { buildProof, type ContractProof } from '../../bitcoin/build-proof.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { verifyInclusion } from '../../bitcoin/verify-inclusion.ts'
import type { Sat } from '../../core/units.ts'
import { BaseError } from '../../errors/base-error.ts'
import { ProofError } from '../../errors/proof.ts'

/** One output to the deposit's script, as this browser could check it. */
export type WatchedPayment = Readonly<{
  txid: string
  vout: number
  sats: Sat
  height: number | null
  blockHash: string | null
  /** what the Bitcoin source says, its own block counted; 0 in the mempool */
  claimed: number
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

type Seen = Readonly<{ inputs: EsploraTransaction['inputs']; count: number; blockHash: string | null }>
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
  #seen = new Map<string, Seen>()

  constructor(esplora: Esplora) {
    this.#esplora = esplora
  }

  /** @throws {EsploraError} when no Bitcoin source answers; what was seen before stays remembered */
  async look(question: WatchQuestion): Promise<PaymentSight> {
    const script = question.script.slice(2)
    const scriptHash = bytesToHex(sha256(fromHex(question.script)))
    const [tipHeight, found] = await Promise.all([this.#esplora.tipHeight(), this.#transactions(scriptHash)])
    const payments: WatchedPayment[] = []
    const now = new Map<string, Seen>()
    for (const transaction of found) {
      const outputs = transaction.outputs.flatMap((output, vout) =>
        output.script === script ? [{ vout, sats: output.sats }] : [],
      )
      if (outputs.length === 0) continue
      const height = transaction.status?.height ?? null
      const count = height === null ? 0 : Math.max(0, tipHeight - height + 1)
      const blockHash = transaction.status?.blockHash ?? null
      now.set(transaction.txid, { inputs: transaction.inputs, count, blockHash })
      const evidence = await this.#check(transaction, count, question)
      const spends = await this.#esplora.outspends(transaction.txid).catch(() => [])
      for (const { vout, sats } of outputs)
        payments.push({
          txid: transaction.txid,
          vout,
          sats,
          height,
          blockHash,
          claimed: count,
          ...evidence,
          spentBy: spends[vout]?.txid ?? null,
        })
    }
    const events = await this.#changes(now)
    this.#seen = now
    return { tipHeight, payments, events }
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

  async #check({ txid, status }: EsploraTransaction, count: number, question: WatchQuestion) {
    const none = { verified: 0, matchesRelay: null, proof: null, problem: null }
    if (status === null || count === 0) return none
    try {
      const key = `${txid}:${status.blockHash}`
      let proof = this.#proofs.get(key)
      if (!proof) {
        const built = await buildProof(this.#esplora, txid)
        if (built.blockHash !== status.blockHash) return none
        proof = built.proof
        this.#proofs.set(key, proof)
      }
      const depth = Math.min(count, question.required)
      const later = Array.from({ length: depth - 1 }, (_, at) => status.height + 1 + at)
      const laterHeaders = await Promise.all(later.map((height) => this.#header(height)))
      const relayHash = await question.relayHash(status.height)
      const demands = { relayHash, minWork: (question.minBlockWork ?? 0n) * BigInt(depth) }
      const held = verifyInclusion({ txid, proof, laterHeaders }, demands)
      return {
        verified: held.confirmations,
        matchesRelay: relayHash === null ? null : held.matchesRelay,
        proof,
        problem: null,
      }
    } catch (error) {
      if (error instanceof ProofError && error.rule === 'relay_hash')
        return { ...none, matchesRelay: false, problem: error }
      if (error instanceof BaseError) return { ...none, problem: error }
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

  async #changes(now: ReadonlyMap<string, Seen>): Promise<PaymentEvent[]> {
    const events: PaymentEvent[] = []
    for (const [txid, before] of this.#seen) {
      const after = now.get(txid)
      if (after) {
        const moved = before.blockHash !== null && after.blockHash !== before.blockHash
        if (moved || after.count < before.count)
          events.push({ kind: 'reorganised', txid, from: before.count, to: after.count })
        continue
      }
      const spends = ({ inputs }: Seen) => new Set(inputs.map((input) => `${input.txid}:${input.vout}`))
      const mine = spends(before)
      const heir = [...now].find(([, other]) => [...spends(other)].some((coin) => mine.has(coin)))
      if (heir) events.push({ kind: 'replaced', txid, by: heir[0] })
      else {
        const by = await this.#spenderOf(before)
        events.push(by === null ? { kind: 'dropped', txid } : { kind: 'cancelled', txid, by })
      }
    }
    return events
  }

  async #spenderOf({ inputs }: Seen): Promise<string | null> {
    for (const { txid, vout } of inputs) {
      const spends = await this.#esplora.outspends(txid).catch(() => [])
      const by = spends[vout]?.txid
      if (by) return by
    }
    return null
  }
}
