import type { Address, Hex } from 'viem'
import { PolicyDeniedError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { NonceQueue, SendOutcome } from '../queue/nonce-queue.ts'
import { revertReason } from './chain-answer.ts'
import type { EvmPool } from './evm-pool.ts'
import { Turns } from './turns.ts'

/** One thing that a job wants done. */
export interface Call {
  /** what it does and to what, e.g. `settle.resolve:7`; at most one with this key is in flight */
  key: string
  to: Address
  data: Hex
  /** what another keeper would be at as well; the key when not named */
  turn?: string
  /** it costs strangers nothing to cause: it must not use up what headers and proofs need */
  spare?: boolean
  /** what the decision rests on, for the audit line */
  inputs: Record<string, unknown>
}

export type Outcome =
  | SendOutcome
  /** the contract would refuse it now; `reason` is the ABI name of its error */
  | { status: 'skipped'; reason: string }
  /** somebody else's transaction for it is in the mempool */
  | { status: 'theirs' }
  /** another keeper may go first; asked again, it goes out when none did */
  | { status: 'yielding' }
  | { status: 'backoff' }

export interface ExecutorOptions {
  pool: EvmPool
  queue: NonceQueue
  from: Address
  log: Log
  now: () => number
  step: (name: string, action: string) => void
}

/** a call refused again and again is simulated less and less often */
const longestSkipMs = 15_000
const firstBackoffMs = 5_000
const longestBackoffMs = 600_000
/** how long somebody else's unmined transaction is waited for */
const patienceMs = 20_000
/** said nowhere: nothing was decided */
const quiet = new Set<Outcome['status']>(['in-flight', 'backoff', 'yielding'])

/**
 * Simulates, then hands to the queue. A call that the contract would refuse now costs nothing, so every job may propose
 * what it believes; and two keepers that propose the same meet here, not in a revert (T30).
 */
export class Executor {
  readonly #o: ExecutorOptions
  readonly #failures = new Map<string, { count: number; until: number }>()
  readonly #skips = new Map<string, { count: number; until: number }>()
  readonly #theirsSince = new Map<string, number>()
  readonly #said = new Map<string, string>()
  readonly #turns: Turns

  constructor(options: ExecutorOptions) {
    this.#o = options
    this.#turns = new Turns(options.from, options.now)
  }

  /** To be told how each call ended, so that one which reverts for good does not burn gas for ever. */
  settled(key: string, success: boolean): void {
    this.#said.delete(key)
    this.#theirsSince.delete(key)
    this.#skips.delete(key)
    if (success) {
      this.#turns.won()
      this.#failures.delete(key)
      return
    }
    this.#turns.lost()
    this.#failed(key)
  }

  #failed(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1
    const pause = Math.min(firstBackoffMs * 4 ** (count - 1), longestBackoffMs)
    this.#failures.set(key, { count, until: this.#o.now() + pause })
  }

  /** @throws PolicyDeniedError @throws NoEndpointError */
  async perform(call: Call): Promise<Outcome> {
    const outcome = await this.#decide(call)
    this.#audit(call, outcome)
    return outcome
  }

  async #decide(call: Call): Promise<Outcome> {
    const { queue, now, step } = this.#o
    if (queue.has(call.key)) return { status: 'in-flight' }
    const until = Math.max(this.#failures.get(call.key)?.until ?? 0, this.#skips.get(call.key)?.until ?? 0)
    if (until > now()) return { status: 'backoff' }
    if (!this.#turns.mine(call.turn ?? call.key)) return { status: 'yielding' }
    step('decided', call.key)
    const simulated = await this.#simulate(call)
    step('simulated', call.key)
    if (typeof simulated !== 'bigint') {
      if (simulated.status === 'skipped') this.#skipped(call.key)
      return simulated
    }
    this.#skips.delete(call.key)
    // A quarter more: what others do before us in the block can make a call dearer.
    const gas = simulated + simulated / 4n + 10_000n
    const { key, to, data, spare = false } = call
    const stillWanted = async () => typeof (await this.#estimate(call, 'latest')) === 'bigint'
    const sent = await queue.send({ key, to, data, gas, spare, stillWanted }).catch((error: unknown) => {
      // Each tick that says so is slowed down.
      if (error instanceof PolicyDeniedError) this.#failed(key)
      throw error
    })
    if (sent.status === 'refused') this.settled(key, false)
    return sent
  }

  #skipped(key: string): void {
    const count = (this.#skips.get(key)?.count ?? 0) + 1
    const pause = count < 3 ? 0 : Math.min(250 * 2 ** count, longestSkipMs)
    this.#skips.set(key, { count, until: this.#o.now() + pause })
  }

  /**
   * On the state that the mempool leads to, so that calls which build on each other can go out together and somebody
   * else's is seen before it is mined. What fails only there is theirs; it is waited for, but not for ever.
   */
  async #simulate(call: Call): Promise<bigint | Outcome> {
    const pending = await this.#estimate(call, 'pending')
    if (typeof pending === 'bigint') return pending
    const latest = await this.#estimate(call, 'latest')
    if (typeof latest !== 'bigint') {
      this.#theirsSince.delete(call.key)
      return { status: 'skipped', reason: pending.reason }
    }
    const since = this.#theirsSince.get(call.key) ?? this.#o.now()
    this.#theirsSince.set(call.key, since)
    return this.#o.now() - since < patienceMs ? { status: 'theirs' } : latest
  }

  async #estimate(call: Call, blockTag: 'pending' | 'latest'): Promise<bigint | { reason: string }> {
    const { pool, from } = this.#o
    try {
      return await pool.anyAnswer((client) =>
        client.estimateGas({ account: from, to: call.to, data: call.data, blockTag }),
      )
    } catch (error) {
      const reason = revertReason(error)
      if (reason === null) throw error
      return { reason }
    }
  }

  /** One line a decision, not one a tick: what did not change is not said again. */
  #audit(call: Call, outcome: Outcome): void {
    if (quiet.has(outcome.status)) return
    const said = outcome.status + ('reason' in outcome ? outcome.reason : '')
    if (this.#said.get(call.key) === said) return
    this.#said.set(call.key, said)
    this.#o.log.info({
      event: `action.${outcome.status}`,
      action: call.key,
      inputs: call.inputs,
      ...('reason' in outcome ? { reason: outcome.reason } : {}),
      ...('hash' in outcome ? { hash: outcome.hash, nonce: outcome.nonce } : {}),
    })
  }
}
