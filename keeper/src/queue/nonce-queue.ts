import type { Hex } from 'viem'
import { type AttemptOptions, Attempts, type WaitReason } from './attempts.ts'
import { broadcast } from './broadcast.ts'
import { Entries, type Entry, type QueuedCall } from './entries.ts'
import { bumpFees, quoteFees } from './fees.ts'
import { lowerMedian } from './lower-median.ts'
import { Mutex } from './mutex.ts'
import { findReceipt, type Receipt } from './receipts.ts'

export type SendOutcome =
  | { status: 'sent'; hash: Hex; nonce: number }
  | { status: 'in-flight' }
  | { status: 'waiting'; reason: WaitReason }
  /** no node takes it; its nonce is free again */
  | { status: 'refused' }
  /** what costs strangers nothing to cause has used its half of the daily cap */
  | { status: 'held' }

export interface Settled {
  key: string
  outcome: 'success' | 'reverted' | 'replaced' | 'cancelled'
  hash: Hex | null
}

export interface QueueOptions extends AttemptOptions {
  onSettled: (settled: Settled) => void
}

const maxDepth = 16
/** rounds to wait for the receipt of a nonce that is used */
const maxMisses = 5
const rebroadcastMs = 1500

const waitTexts: Record<WaitReason, string> = {
  fee: 'gas costs more than KEEPER_MAX_FEE_GWEI: waiting',
  spend: 'KEEPER_DAILY_SPEND is used up: waiting',
  funds: 'the account cannot pay for gas: fund it',
  recovering: 'a transaction of an earlier life is not mined yet',
  depth: 'as many transactions as allowed are unmined',
  nonce: 'the nonce was used elsewhere: reading it again',
}

/**
 * The only way out for transactions of one signer: gives nonces, watches what was sent, fills holes, replaces what is
 * not mined in time (X14). What was sent in an earlier life shows in the chain's own count of pending nonces and is
 * waited for before anything new is sent, so that a restart doubles nothing (X2).
 */
export class NonceQueue {
  readonly #o: QueueOptions
  readonly #entries = new Entries()
  readonly #mutex = new Mutex()
  readonly #attempts: Attempts
  /** next nonce by what is mined; null: must be read again */
  #latest: number | null = null
  /** next nonce by what mempools hold without a hole */
  #pending = 0
  #waiting: WaitReason | null = null

  constructor(options: QueueOptions) {
    this.#o = options
    this.#attempts = new Attempts(options, this.#entries, {
      wait: (reason) => this.#wait(reason),
      stale: () => {
        this.#latest = null
      },
    })
  }

  get depth(): number {
    return this.#entries.size
  }

  /** Why the last call was not sent, null when it was. */
  get waiting(): WaitReason | null {
    return this.#waiting
  }

  /** milliseconds since the oldest unmined transaction was first sent, 0 when there is none */
  get oldestMs(): number {
    const since = this.#entries.sorted().map((entry) => entry.since)
    return since.length === 0 ? 0 : this.#o.now() - Math.min(...since)
  }

  has(key: string): boolean {
    return this.#entries.hasKey(key)
  }

  /** True while a call whose key begins so is unmined. */
  hasPrefix(prefix: string): boolean {
    return this.#entries.sorted().some((entry) => entry.call?.key.startsWith(prefix))
  }

  /** Looks after everything that was sent. Runs before anything new is decided. */
  maintain(): Promise<void> {
    return this.#mutex.run(async () => {
      const latest = await this.#sync()
      await this.#settle(latest)
      this.#adopt(latest)
      await this.#fillHoles()
      for (const entry of this.#entries.sorted()) await this.#nurse(entry, latest)
    })
  }

  /** @throws PolicyDeniedError when the call is not one that may be signed */
  send(call: QueuedCall): Promise<SendOutcome> {
    return this.#mutex.run(async () => {
      if (this.has(call.key)) return { status: 'in-flight' }
      const latest = this.#latest ?? (await this.#sync())
      this.#adopt(latest)
      if (this.#entries.sorted().some(({ kind }) => kind === 'foreign')) return this.#wait('recovering')
      if (this.#entries.size >= maxDepth) return this.#wait('depth')
      const fees = quoteFees(await this.#attempts.market(), this.#o.signer.limits.maxFeePerGas)
      if (!fees) return this.#wait('fee')
      const entry = this.#entries.add(this.#entries.nextFree(latest), 'call', call, this.#o.now())
      const result = await this.#attempts.make(entry, fees)
      if (result === 'refused' || result === 'held') return { status: result }
      if (typeof result === 'string') return this.#wait(result)
      this.#waiting = null
      return { status: 'sent', hash: result.hash, nonce: entry.nonce }
    })
  }

  #wait(reason: WaitReason): SendOutcome {
    if (this.#waiting !== reason) this.#o.log.warn({ event: 'queue.waiting', reason }, waitTexts[reason])
    this.#waiting = reason
    return { status: 'waiting', reason }
  }

  async #sync(): Promise<number> {
    const { pool, signer } = this.#o
    const { address } = signer
    const latest = await pool.read('nonce', (client, blockNumber) =>
      client.getTransactionCount({ address, blockNumber }),
    )
    const answers = await pool.all((client) => client.getTransactionCount({ address, blockTag: 'pending' }))
    const counts = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    // The lower median: one endpoint that invents transactions must not be waited for.
    const count = lowerMedian(counts) ?? latest
    this.#pending = Math.max(latest, Math.min(count, latest + maxDepth))
    this.#latest = latest
    return latest
  }

  /** Takes what was mined out of the queue. */
  async #settle(latest: number): Promise<void> {
    for (const entry of this.#entries.sorted()) {
      if (entry.nonce >= latest) continue
      const hashes = entry.attempts.map(({ hash }) => hash).reverse()
      const receipt = await findReceipt(this.#o.pool, hashes)
      // A node may know the nonce a moment before it serves the receipt.
      if (!receipt && entry.kind !== 'foreign' && entry.misses++ < maxMisses) continue
      this.#entries.delete(entry.nonce)
      if (receipt) this.#o.spend.record(entry.nonce, receipt.gasUsed * receipt.effectiveGasPrice)
      this.#report(entry, receipt)
    }
  }

  #report(entry: Entry, receipt: Receipt | null): void {
    const { log, onSettled, signer } = this.#o
    const key = entry.call?.key ?? entry.kind
    const fields = {
      action: key,
      nonce: entry.nonce,
      hash: receipt?.hash,
      block: receipt && Number(receipt.block),
    }
    const cancelled = receipt?.to?.toLowerCase() === signer.address.toLowerCase()
    const outcome = receipt === null ? 'replaced' : cancelled ? 'cancelled' : receipt.status
    if (outcome === 'success') log.info({ event: 'tx.mined', ...fields, gas: Number(receipt?.gasUsed) })
    else if (outcome === 'reverted') log.warn({ event: 'tx.reverted', ...fields }, 'somebody was faster')
    else if (entry.kind === 'foreign') log.info({ event: 'queue.recovered', ...fields })
    else if (outcome === 'cancelled') log.info({ event: 'tx.cancelled', ...fields })
    else
      log.error({ event: 'tx.replaced', ...fields }, 'the nonce was used elsewhere: who else holds this key?')
    onSettled({ key, outcome, hash: receipt?.hash ?? null })
  }

  /** Nonces in the mempool that this life did not send, and those of them that have gone again. */
  #adopt(latest: number): void {
    for (let nonce = latest; nonce < this.#pending; nonce++) {
      if (this.#entries.has(nonce)) continue
      this.#entries.add(nonce, 'foreign', null, this.#o.now())
      this.#o.log.info({ event: 'queue.recovering', nonce }, waitTexts.recovering)
    }
    for (const { kind, attempts, nonce } of this.#entries.sorted())
      if (kind === 'foreign' && attempts.length === 0 && nonce >= this.#pending) this.#entries.delete(nonce)
  }

  /** A nonce below one that was sent, in no mempool: everything above it would wait for ever. */
  async #fillHoles(): Promise<void> {
    for (let nonce = this.#pending; nonce < this.#entries.highest; nonce++) {
      if (this.#entries.has(nonce)) continue
      this.#o.log.warn({ event: 'queue.hole', nonce }, 'filled with an empty transaction')
      const fees = quoteFees(await this.#attempts.market(), this.#o.signer.limits.maxFeePerGas)
      if (fees) await this.#attempts.make(this.#entries.add(nonce, 'cancel', null, this.#o.now()), fees)
      else this.#wait('fee')
    }
  }

  /** Sends again what a mempool dropped; replaces what is not mined in time. */
  async #nurse(entry: Entry, latest: number): Promise<void> {
    const { now, pool, log, bumpAfterMs } = this.#o
    const last = entry.attempts.at(-1)
    const age = now() - (last?.at ?? entry.since)
    if (last && entry.nonce >= this.#pending && age > rebroadcastMs) {
      log.warn({ event: 'queue.rebroadcast', nonce: entry.nonce, hash: last.hash })
      await broadcast(pool, last.raw, log)
    }
    const tooCheap = last !== undefined && last.maxFeePerGas < (pool.head?.baseFeePerGas ?? 0n)
    if (age > bumpAfterMs && (entry.nonce === latest || tooCheap)) await this.#bump(entry)
  }

  async #bump(entry: Entry): Promise<void> {
    const { log, signer } = this.#o
    const key = entry.call?.key ?? entry.kind
    if (entry.kind === 'call' && entry.call && !(await entry.call.stillWanted())) {
      log.info({ event: 'queue.pointless', action: key, nonce: entry.nonce }, 'its nonce is given back')
      entry.kind = 'cancel'
    }
    const market = await this.#attempts.market()
    const last = entry.attempts.at(-1)
    const cap = signer.limits.maxFeePerGas
    const fees = last ? bumpFees(last, market, cap) : quoteFees(market, cap)
    if (!fees) {
      this.#wait('fee')
      return
    }
    const wei = String(fees.maxFeePerGas)
    log.info({
      event: 'queue.bump',
      action: key,
      nonce: entry.nonce,
      attempt: entry.attempts.length + 1,
      maxFeePerGas: wei,
    })
    await this.#attempts.make(entry, fees)
  }
}
