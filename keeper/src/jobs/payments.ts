import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import { buildProof, type ContractProof } from '../../../lib/bitcoin/build-proof.ts'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { parseTransaction } from '../../../lib/bitcoin/parse-transaction.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { ProofError } from '../../../lib/errors/proof.ts'
import { TransactionFormatError } from '../../../lib/errors/transaction.ts'
import { depositKey } from '../decide/deposit-key.ts'
import { errorText } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Log } from '../log.ts'

/** A confirmed payment whose evidence is ready. */
export interface ProvenPayment {
  txid: string
  /** the first of its outputs to the script */
  vout: number
  /** sum of its outputs to the script, read from the proven transaction itself */
  sats: bigint
  height: number
  /** as explorers write it */
  blockHash: string
  proof: ContractProof
}

/** Confirmed transactions a page, as Esplora serves them. */
const pageSize = 25
/** Somebody who sends more dust than this to hide a payment pays for a thousand transactions. */
const maxPages = 40
const parallel = 8
/** A server that lists what none can show, or a payment that cannot be read, holds up an expiry for so long, no longer. */
const patienceMs = 600_000

/**
 * Finds what was paid to deposits' scripts and prepares the evidence at the first confirmation, so that at the last one
 * only the transaction remains to be sent. A cache: everything in it can be read again.
 */
export class PaymentWatch {
  readonly #bitcoin: BitcoinPool
  readonly #log: Log
  readonly #byDeposit = new Map<string, ProvenPayment[]>()
  /** which tips of the servers each share was looked up at */
  readonly #seenAt = new Map<string, string>()
  /** evidence by share, then by txid and block: a block's hash fixes all of it; null: the contract would refuse it */
  readonly #proofs = new Map<string, Map<string, ProvenPayment | null>>()
  /** since when a payment could not be proven, by share, then by txid and block */
  readonly #failing = new Map<string, Map<string, number>>()
  readonly #now: () => number

  /** @param now milliseconds */
  constructor(bitcoin: BitcoinPool, log: Log, now: () => number) {
    this.#bitcoin = bitcoin
    this.#log = log
    this.#now = now
  }

  /** Payments in blocks, as of the last look. */
  of(key: string): readonly ProvenPayment[] {
    return this.#byDeposit.get(key) ?? []
  }

  /** True once it was looked up since the servers' tips last changed: only then is "no payment" an answer. */
  isFresh(key: string, tips: string): boolean {
    return this.#seenAt.get(key) === tips
  }

  /** Forgets all shares but these: what is settled needs no evidence any more. */
  retain(keys: ReadonlySet<string>): void {
    for (const map of [this.#byDeposit, this.#seenAt, this.#proofs, this.#failing])
      for (const key of map.keys()) if (!keys.has(key)) map.delete(key)
  }

  /** Looks up those that were not looked up at these tips. */
  async update(deposits: readonly Deposit[], tips: string): Promise<void> {
    const due = deposits.filter((deposit) => deposit.assignment && !this.isFresh(depositKey(deposit), tips))
    for (let at = 0; at < due.length; at += parallel)
      await Promise.all(due.slice(at, at + parallel).map((deposit) => this.#look(deposit, tips)))
  }

  async #look(deposit: Deposit, tips: string): Promise<void> {
    const { assignment } = deposit
    if (!assignment) return
    const share = depositKey(deposit)
    const script = assignment.script
    const scriptHash = bytesToHex(sha256(fromHex(script)))
    // Every server is asked: one that hides a payment must not be able to make it expire.
    const answers = await this.#bitcoin.askAll((esplora) => history(esplora, scriptHash))
    if (answers.length === 0) return
    const found = new Map<string, { txid: string; blockHash: string }>()
    for (const { txid, status } of answers.flatMap(({ seen }) => seen))
      if (status) found.set(`${txid}:${status.blockHash}`, { txid, blockHash: status.blockHash })
    const proofs = this.#proofsOf(share)
    // What may be hidden behind a flood of dust is not known to be absent.
    let complete = answers.every(({ whole }) => whole)
    const proven: ProvenPayment[] = []
    for (const [key, { txid, blockHash }] of found) {
      if (!proofs.has(key) && !(await this.#prove(share, txid, blockHash, script)))
        complete = this.#givenUp(share, key) && complete
      const payment = proofs.get(key)
      if (payment) proven.push(payment)
    }
    this.#byDeposit.set(share, proven)
    if (complete) this.#seenAt.set(share, tips)
  }

  #givenUp(share: string, key: string): boolean {
    const since = this.#failing.get(share) ?? new Map<string, number>()
    this.#failing.set(share, since)
    const first = since.get(key) ?? this.#now()
    since.set(key, first)
    return this.#now() - first >= patienceMs
  }

  #proofsOf(share: string): Map<string, ProvenPayment | null> {
    const known = this.#proofs.get(share) ?? new Map<string, ProvenPayment | null>()
    this.#proofs.set(share, known)
    return known
  }

  /** @returns false when it should be tried again */
  async #prove(share: string, txid: string, blockHash: string, script: Hex): Promise<boolean> {
    try {
      const built = await this.#bitcoin.ask(async (esplora) => {
        const evidence = await buildProof(esplora, txid)
        // A server on another branch: not a lie, but not what is needed either. The next one is asked.
        if (evidence.blockHash !== blockHash) throw new ProofError('header_link', { blockHash })
        return evidence
      })
      const outputs = parseTransaction(fromHex(built.proof.tx)).outputs
      const paying = outputs.flatMap((out, vout) => (toHex(out.script) === script ? [{ vout, ...out }] : []))
      const sats = paying.reduce((sum, out) => sum + out.sats, 0n)
      const vout = paying[0]?.vout ?? 0
      const { height, proof } = built
      const payment = { txid, vout, sats, height, blockHash: built.blockHash, proof }
      this.#proofsOf(share).set(`${txid}:${built.blockHash}`, sats > 0n ? payment : null)
      this.#log.info({ event: 'settle.payment', deposit: share, txid, sats: String(sats), height })
      return true
    } catch (error) {
      const fields = { deposit: share, txid, reason: errorText(error) }
      if (error instanceof TransactionFormatError) {
        this.#proofsOf(share).set(`${txid}:${blockHash}`, null)
        this.#log.warn(
          { event: 'settle.payment.refused', ...fields },
          'the contract would refuse this transaction',
        )
        return true
      }
      const level = error instanceof ProofError ? 'info' : 'warn'
      this.#log[level]({ event: 'settle.payment.unproven', ...fields })
      return false
    }
  }
}

interface History {
  /** transactions that touch a script, the mempool's included */
  seen: EsploraTransaction[]
  /** false when there are more than are read */
  whole: boolean
}

async function history(esplora: Esplora, scriptHash: string): Promise<History> {
  const seen = [...(await esplora.scriptTransactions(scriptHash))]
  let page = seen.filter(({ status }) => status !== null)
  for (let pages = 1; page.length >= pageSize; pages++) {
    const last = page.at(-1)
    if (!last || pages >= maxPages) return { seen, whole: false }
    page = [...(await esplora.scriptTransactions(scriptHash, last.txid))]
    seen.push(...page)
  }
  return { seen, whole: true }
}
