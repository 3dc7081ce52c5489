import type { Address, Hex } from 'viem'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import type { ContractCall } from '../../../lib/evm/contract-call.ts'
import { drainQueue } from '../../../lib/evm/drain-queue.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { read } from '../../../lib/evm/read.ts'
import { readRelayHash } from '../../../lib/evm/read-relay-hash.ts'
import { resolveWithdrawal } from '../../../lib/evm/resolve-withdrawal.ts'
import { timeOutShare } from '../../../lib/evm/time-out-share.ts'
import { verifyWithdrawal } from '../../../lib/evm/verify-withdrawal.ts'
import { decideWithdrawals, type Payout, shareKey, type WithdrawalAction } from '../decide/withdrawals.ts'
import { PolicyDeniedError } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Executor, Outcome } from '../execution/executor.ts'
import type { Log } from '../log.ts'
import { PayoutWatch } from './payouts.ts'
import { WithdrawalBook } from './withdrawal-book.ts'

interface SettleWithdrawalsDeps {
  evm: EvmPool
  bitcoin: BitcoinPool
  executor: Executor
  contracts: Contracts
  log: Log
  now: () => number
}

/** Takes every withdrawal one step further where anybody may. What only its owner may do is never done here. */
export class SettleWithdrawals {
  readonly #d: SettleWithdrawalsDeps
  readonly #book: WithdrawalBook
  readonly #payouts: PayoutWatch

  constructor(deps: SettleWithdrawalsDeps) {
    this.#d = deps
    this.#book = new WithdrawalBook(deps.evm, deps.contracts)
    this.#payouts = new PayoutWatch(deps.bitcoin, deps.log, (staker) => this.#sweepScriptOf(staker), deps.now)
  }

  get backlog(): bigint {
    return this.#book.backlog
  }

  /**
   * @param tips names the servers' tips; null while there is no Bitcoin server: then nothing is proven or recorded as late
   * @returns true when it should be asked again at once
   */
  async round(head: { number: bigint; timestamp: bigint }, tips: string | null): Promise<boolean> {
    const state = await this.#book.update()
    const { shares } = this.#book
    if (tips !== null) await this.#payouts.update(shares, tips)
    const keys = shares.map(shareKey)
    const actions = decideWithdrawals({
      ...state,
      head,
      shares: tips === null ? [] : shares,
      payouts: await this.#payoutsOf(keys),
      certain: new Set(keys.filter((key) => tips !== null && this.#payouts.isFresh(key, tips))),
    })
    let again = tips !== null && this.#payouts.behind
    let stopped = false
    let denied: PolicyDeniedError | null = null
    for (const action of actions) {
      if (action.kind === 'resolve' && stopped) continue
      const outcome = await this.#perform(action).catch((error: unknown) => {
        if (!(error instanceof PolicyDeniedError)) throw error
        denied ??= error
        return null
      })
      if (outcome === null) continue
      if (outcome.status === 'waiting') break
      if (outcome.status === 'yielding') again = true
      // Draws go in order: when one cannot be resolved now, none after it can.
      if (action.kind === 'resolve' && outcome.status !== 'sent' && outcome.status !== 'in-flight')
        stopped = true
    }
    if (denied) throw denied
    return again
  }

  async #sweepScriptOf(staker: Address): Promise<Hex> {
    const { evm, contracts } = this.#d
    const { sweepScript } = await evm.read('sweep script', (client, blockNumber) =>
      read(client, contracts.registry, stakerRegistryAbi, 'stakerOf', [staker], { blockNumber }),
    )
    return sweepScript
  }

  async #payoutsOf(keys: readonly string[]): Promise<Map<string, Payout[]>> {
    const { evm, contracts } = this.#d
    const heights = [...new Set(keys.flatMap((key) => this.#payouts.of(key).map(({ height }) => height)))]
    const hashes = await evm.read('payout blocks', (client, blockNumber) =>
      Promise.all(heights.map((height) => readRelayHash(client, contracts.relay, height, { blockNumber }))),
    )
    const relayed = new Map(
      heights.map((height, at) => {
        const hash = hashes[at]
        return [height, hash ? displayHash(fromHex(hash)) : null]
      }),
    )
    return new Map(
      keys.map((key) => [
        key,
        this.#payouts.of(key).flatMap(({ txid, height, blockHash, listed }) => {
          const hash = relayed.get(height) ?? null
          // Not listed and another block in its place: it does not stand.
          return listed || hash === null || hash === blockHash
            ? [{ txid, height, relayed: hash === blockHash }]
            : []
        }),
      ]),
    )
  }

  async #perform(action: WithdrawalAction): Promise<Outcome> {
    const { withdrawals } = this.#d.contracts
    switch (action.kind) {
      case 'resolve': {
        const { reqId, drawBlock } = action
        const key = `settle.resolve-withdrawal:${reqId}`
        return this.#call(
          key,
          resolveWithdrawal(withdrawals, reqId),
          {},
          `settle.resolve-withdrawal of ${drawBlock}`,
        )
      }
      case 'verify': {
        const { reqId, share, txids } = action
        let outcome: Outcome = { status: 'backoff' }
        for (const { txid, proof } of this.#payouts.of(shareKey(action))) {
          if (!txids.includes(txid)) continue
          const call = verifyWithdrawal(withdrawals, reqId, share, proof)
          outcome = await this.#call(`settle.verify:${reqId}.${share}`, call, { txid })
          if (outcome.status !== 'skipped') return outcome
        }
        return outcome
      }
      case 'time-out': {
        const { reqId, share } = action
        return this.#call(`settle.time-out:${reqId}.${share}`, timeOutShare(withdrawals, reqId, share), {})
      }
      case 'drain': {
        const { to, data } = encodeCall(drainQueue(withdrawals))
        return this.#d.executor.perform({ key: 'settle.drain', to, data, spare: true, inputs: {} })
      }
    }
  }

  #call(key: string, call: ContractCall, inputs: Record<string, unknown>, turn = key): Promise<Outcome> {
    const { to, data } = encodeCall(call)
    return this.#d.executor.perform({ key, to, data, inputs, turn })
  }
}
