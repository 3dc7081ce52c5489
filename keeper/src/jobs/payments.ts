import type { Hex } from 'viem'
import { buildProof, type ContractProof } from '../../../lib/bitcoin/build-proof.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { isNullOutpoint, isProvable } from '../../../lib/bitcoin/is-provable.ts'
import { parseTransaction } from '../../../lib/bitcoin/parse-transaction.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { ProofError } from '../../../lib/errors/proof.ts'
import { TransactionFormatError } from '../../../lib/errors/transaction.ts'
import { depositKey } from '../decide/deposit-key.ts'
import { errorText } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Log } from '../log.ts'
import { LookTurns } from './look-turns.ts'
import { type ScriptPages, scriptPages } from './script-pages.ts'

/** A confirmed transaction that pays a script, or spends what was paid to it, whose evidence is ready. */
export interface ProvenPayment {
  txid: string
  /** the first of its outputs to the script */
  vout: number
  /** sum of its outputs to the script, read from the proven transaction itself; 0 when it only spends */
  sats: bigint
  /** its outputs to the script one by one */
  paid: readonly { vout: number; sats: bigint }[]
  /** what it spends, whatever script that was paid to */
  spent: readonly { txid: string; vout: number }[]
  height: number
  /** as explorers write it */
  blockHash: string
  proof: ContractProof
  /** false when it has more parts than a payment may have: then only what is taken of it, or takes it, can be proven */
  countable: boolean
  /** false when no server lists it any more: buried by others, or its block was replaced; the relay knows which */
  listed: boolean
}

/** A server that lists what none can show, or a payment that cannot be read, holds up an expiry for so long, no longer. */
const patienceMs = 600_000
/** of one share in one look; the next look goes on */
const MOST_PROOFS = 40

/**
 * Finds what was paid to deposits' scripts and prepares the evidence at the first confirmation, so that at the last one
 * only the transaction remains to be sent. A cache: everything in it can be read again.
 */
export class PaymentWatch {
  readonly #bitcoin: BitcoinPool
  readonly #log: Log
  readonly #byShare = new Map<string, ProvenPayment[]>()
  /** which tips of the servers each share was looked up at */
  readonly #seenAt = new Map<string, string>()
  /** evidence by share, then by txid and block: a block's hash fixes all of it; null: the contract would refuse it */
  readonly #proofs = new Map<string, Map<string, ProvenPayment | null>>()
  /** since when a payment could not be proven, by share, then by txid and block */
  readonly #failing = new Map<string, Map<string, number>>()
  readonly #now: () => number
  readonly #turns: LookTurns

  /** @param now milliseconds */
  constructor(bitcoin: BitcoinPool, log: Log, now: () => number) {
    this.#bitcoin = bitcoin
    this.#log = log
    this.#now = now
    this.#turns = new LookTurns(now)
  }

  /** Payments in blocks, as of the last look. */
  of(key: string): readonly ProvenPayment[] {
    return this.touching(key).filter(({ sats, countable }) => sats > 0n && countable)
  }

  /** The same, with the transactions that spend what was paid. */
  touching(key: string): readonly ProvenPayment[] {
    return this.#byShare.get(key) ?? []
  }

  /** True once it was looked up since the servers' tips last changed: only then is "no payment" an answer. */
  isFresh(key: string, tips: string): boolean {
    return this.#seenAt.get(key) === tips
  }

  /** Forgets all shares but these: what is settled needs no evidence any more. */
  retain(keys: ReadonlySet<string>): void {
    for (const map of [this.#byShare, this.#seenAt, this.#proofs, this.#failing])
      for (const key of map.keys()) if (!keys.has(key)) map.delete(key)
    this.#turns.retain(keys)
  }

  /** Not all that is due was looked up in the last round. */
  get behind(): boolean {
    return this.#turns.behind
  }

  /** Looks up those that were not looked up at these tips. */
  async update(deposits: readonly Deposit[], tips: string): Promise<void> {
    const stale = deposits.filter((deposit) => deposit.assignment && !this.isFresh(depositKey(deposit), tips))
    await this.#turns.round(stale, depositKey, tips, (deposit) => this.#look(deposit, tips))
  }

  async #look(deposit: Deposit, tips: string): Promise<readonly ScriptPages[]> {
    const { assignment } = deposit
    if (!assignment) return []
    const share = depositKey(deposit)
    const script = assignment.script
    // Every server is asked: one that hides a payment must not be able to make it expire.
    const answers = await this.#bitcoin.askAll((esplora) => scriptPages(esplora, script))
    if (answers.length === 0) return answers
    const found = new Map<string, { txid: string; blockHash: string; sats: bigint }>()
    for (const { txid, status, outputs } of answers.flatMap(({ seen }) => seen)) {
      if (status === null) continue
      const sats = outputs.reduce((sum, out) => (`0x${out.script}` === script ? sum + out.sats : sum), 0n)
      found.set(`${txid}:${status.blockHash}`, { txid, blockHash: status.blockHash, sats })
    }
    const proofs = this.#proofsOf(share)
    // What may be hidden behind a flood of dust is not known to be absent.
    let complete = answers.every(({ whole }) => whole)
    const proven: ProvenPayment[] = []
    // A spend is worth what it spends.
    const worth = new Map([...found.values()].map(({ txid, sats }) => [txid, sats]))
    for (const { txid, status, inputs } of answers.flatMap(({ seen }) => seen)) {
      const spend = found.get(`${txid}:${status?.blockHash}`)
      if (spend?.sats === 0n) for (const input of inputs) spend.sats += worth.get(input.txid) ?? 0n
    }
    // The largest first, and what could not be proven last: neither dust nor what is made up keeps a payment waiting.
    const failed = (key: string) => Number(this.#failing.get(share)?.has(key) ?? false)
    const ordered = [...found].sort(
      ([a, one], [b, other]) => failed(a) - failed(b) || (one.sats < other.sats ? 1 : -1),
    )
    let left = MOST_PROOFS
    for (const [key, { txid, blockHash }] of ordered) {
      if (!proofs.has(key) && left-- <= 0) complete = false
      else if (!proofs.has(key) && !(await this.#prove(share, txid, blockHash, script)))
        complete = this.#givenUp(share, key) && complete
      const payment = proofs.get(key)
      if (payment) proven.push(payment)
    }
    // What was proven once stays while its block does: whoever floods the script with dust must not bury it.
    const listed = new Set(proven.map(({ txid }) => txid))
    for (const payment of this.touching(share).filter(({ sats }) => sats > 0n))
      if (!listed.has(payment.txid)) proven.push({ ...payment, listed: false })
    this.#byShare.set(share, proven)
    if (complete) this.#seenAt.set(share, tips)
    return answers
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
        const evidence = await buildProof(esplora, txid, parseTransaction)
        // A server on another branch: not a lie, but not what is needed either. The next one is asked.
        if (evidence.blockHash !== blockHash) throw new ProofError('header_link', { blockHash })
        return evidence
      })
      const { inputs, outputs } = parseTransaction(fromHex(built.proof.tx))
      if (inputs.some(isNullOutpoint)) throw new TransactionFormatError('null_outpoint')
      const paid = outputs.flatMap(({ sats, script: to }, vout) =>
        toHex(to) === script ? [{ vout, sats }] : [],
      )
      const sats = paid.reduce((sum, out) => sum + out.sats, 0n)
      const spent = inputs.map(({ txid, vout }) => ({ txid, vout }))
      const { height, proof, blockHash: mined } = built
      const [first] = paid
      const countable = isProvable({ inputs, outputs })
      const seen = { txid, vout: first?.vout ?? 0, sats, paid, spent, height, blockHash: mined, proof }
      this.#proofsOf(share).set(`${txid}:${mined}`, { ...seen, countable, listed: true })
      const event = sats === 0n ? 'settle.spend' : countable ? 'settle.payment' : 'settle.payment.refused'
      this.#log.info({ event, deposit: share, txid, sats: String(sats), height })
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
