import type { EvmPool } from '../execution/evm-pool.ts'
import type { Log } from '../log.ts'
import { CANCEL_GAS } from '../policy/policy.ts'
import type { SignedTransaction, Signer } from '../signer/signer.ts'
import { type BroadcastProblem, broadcast } from './broadcast.ts'
import type { Attempt, Entries, Entry } from './entries.ts'
import type { FeeMarket, Fees } from './fees.ts'
import { lowerMedian } from './lower-median.ts'
import type { SpendJournal } from './spend.ts'

export type WaitReason = 'fee' | 'spend' | 'funds' | 'recovering' | 'depth' | 'nonce'

export interface AttemptOptions {
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
}

/** What a queue is told: that it waits, and that its nonces are to be read again. */
interface Told {
  wait: (reason: WaitReason) => void
  stale: () => void
}

/** Signs and sends one transaction of a queue, inside its caps: written down before any node has it (X2). */
export class Attempts {
  readonly #o: AttemptOptions
  readonly #entries: Entries
  readonly #told: Told

  constructor(options: AttemptOptions, entries: Entries, told: Told) {
    this.#o = options
    this.#entries = entries
    this.#told = told
  }

  /** Signs and sends once. The entry stays unless it is certain that no node has it. */
  async make(entry: Entry, fees: Fees): Promise<Attempt | WaitReason | 'refused' | 'held'> {
    const { signer, spend, dailySpend, step, now, pool, log } = this.#o
    const first = entry.attempts.length === 0
    const target = entry.kind === 'call' ? entry.call : null
    const gas = target?.gas ?? CANCEL_GAS
    const most = gas * fees.maxFeePerGas
    if (spend.totalWith(entry.nonce, most) > dailySpend) {
      if (first) this.#entries.delete(entry.nonce)
      this.#told.wait('spend')
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
        this.#told.stale()
        const reason = problem === 'funds' ? 'funds' : 'nonce'
        this.#told.wait(reason)
        return reason
      }
    }
  }

  /** What transactions cost now, by what half of the endpoints say. */
  async market(): Promise<FeeMarket> {
    const { pool } = this.#o
    const head = pool.head ?? (await pool.refresh())
    const answers = await pool.all((client) => client.estimateMaxPriorityFeePerGas())
    const tips = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    return { baseFeePerGas: head.baseFeePerGas, priorityFee: lowerMedian(tips) ?? 0n }
  }
}
