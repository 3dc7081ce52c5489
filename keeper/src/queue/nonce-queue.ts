import type { Hex } from 'viem'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Log } from '../log.ts'
import { CANCEL_GAS } from '../policy/policy.ts'
import type { SignedTransaction, Signer } from '../signer/signer.ts'
import { type BroadcastProblem, broadcast } from './broadcast.ts'
import { type Attempt, Entries, type Entry, type QueuedCall } from './entries.ts'
import { bumpFees, type FeeMarket, type Fees, quoteFees } from './fees.ts'
import { Mutex } from './mutex.ts'
import { findReceipt, type Receipt } from './receipts.ts'
import type { SpendJournal } from './spend.ts'

export type WaitReason = 'fee' | 'spend' | 'funds' | 'recovering' | 'depth' | 'nonce'
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

export interface QueueOptions {
  pool: EvmPool
  signer: Signer
  spend: SpendJournal
  log: Log
  now: () => number
  bumpAfterMs: number
  /** wei per 24 h */
  dailySpend: bigint
  /** named points of an action at which tests end the process */
  step: (name: string, action: string) => void
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

/** What at least half of the endpoints say, or more; of two the lower one. */
function lowerMedian<T extends number | bigint>(values: readonly T[]): T | undefined {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.floor((values.length - 1) / 2)]
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
  /** next nonce by what is mined; null: must be read again */
  #latest: number | null = null
  /** next nonce by what mempools hold without a hole */
  #pending = 0
  #waiting: WaitReason | null = null

  constructor(options: QueueOptions) {
    this.#o = options
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
      const fees = quoteFees(await this.#market(), this.#o.signer.limits.maxFeePerGas)
      if (!fees) return this.#wait('fee')
      const entry = this.#entries.add(this.#entries.nextFree(latest), 'call', call, this.#o.now())
      const result = await this.#attempt(entry, fees)
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
      const fees = quoteFees(await this.#market(), this.#o.signer.limits.maxFeePerGas)
      if (fees) await this.#attempt(this.#entries.add(nonce, 'cancel', null, this.#o.now()), fees)
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
    const market = await this.#market()
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
    await this.#attempt(entry, fees)
  }

  /** Signs and sends once. The entry stays unless it is certain that no node has it. */
  async #attempt(entry: Entry, fees: Fees): Promise<Attempt | WaitReason | 'refused' | 'held'> {
    const { signer, spend, dailySpend, step, now, pool, log } = this.#o
    const first = entry.attempts.length === 0
    const target = entry.kind === 'call' ? entry.call : null
    const gas = target?.gas ?? CANCEL_GAS
    const most = gas * fees.maxFeePerGas
    if (spend.totalWith(entry.nonce, most) > dailySpend) {
      if (first) this.#entries.delete(entry.nonce)
      this.#wait('spend')
      return 'spend'
    }
    const spare = entry.call?.spare ?? false
    // What was sent is replaced all the same: everything above its nonce waits for it.
    if (first && spare && spend.spareWith(entry.nonce, most) > dailySpend / 2n) {
      this.#entries.delete(entry.nonce)
      return 'held'
    }
    let signed: SignedTransaction
    try {
      signed = await signer.sign({
        chainId: signer.limits.chainId,
        nonce: entry.nonce,
        to: target?.to ?? signer.address,
        data: target?.data ?? '0x',
        value: 0n,
        gas,
        ...fees,
      })
    } catch (error) {
      if (first) this.#entries.delete(entry.nonce)
      throw error
    }
    const action = entry.call?.key ?? entry.kind
    step('signed', action)
    spend.record(entry.nonce, most, spare)
    step('journaled', action)
    const attempt: Attempt = { ...signed, ...fees, at: now() }
    entry.attempts.push(attempt)
    const problem = await broadcast(pool, signed.raw, log)
    step('broadcast', action)
    return problem === null ? attempt : this.#react(entry, attempt, problem, first)
  }

  #react(
    entry: Entry,
    attempt: Attempt,
    problem: BroadcastProblem,
    first: boolean,
  ): Attempt | WaitReason | 'refused' {
    switch (problem) {
      case 'unreached':
        return attempt
      case 'underpriced':
        // A mempool holds something else for this nonce: the next round replaces it, higher.
        attempt.at = this.#o.now() - this.#o.bumpAfterMs
        return attempt
      case 'refused':
      case 'nonce-low':
      case 'funds': {
        // No node took it. An earlier attempt that is out there is still watched.
        entry.attempts.pop()
        if (first) {
          this.#entries.delete(entry.nonce)
          this.#o.spend.record(entry.nonce, 0n)
        }
        if (problem === 'refused') return 'refused'
        this.#latest = null
        const reason = problem === 'funds' ? 'funds' : 'nonce'
        this.#wait(reason)
        return reason
      }
    }
  }

  async #market(): Promise<FeeMarket> {
    const { pool } = this.#o
    const head = pool.head ?? (await pool.refresh())
    const answers = await pool.all((client) => client.estimateMaxPriorityFeePerGas())
    const tips = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    return { baseFeePerGas: head.baseFeePerGas, priorityFee: lowerMedian(tips) ?? 0n }
  }
}
