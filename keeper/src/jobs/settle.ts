import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { proofBytes } from '../../../lib/bitcoin/proof-bytes.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { executeDeposit } from '../../../lib/evm/execute-deposit.ts'
import { expireDeposit } from '../../../lib/evm/expire-deposit.ts'
import { readRelayHash } from '../../../lib/evm/read-relay-hash.ts'
import { refreshWeight } from '../../../lib/evm/refresh-weight.ts'
import { resolveDeposit } from '../../../lib/evm/resolve-deposit.ts'
import { decideSettle, type Payment, type SettleAction, type StakerWeight } from '../decide/settle.ts'
import { errorText, PolicyDeniedError } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Call, Executor, Outcome } from '../execution/executor.ts'
import type { Log } from '../log.ts'
import type { NonceQueue } from '../queue/nonce-queue.ts'
import { type BridgeState, DepositBook } from './deposits.ts'
import { PaymentWatch } from './payments.ts'
import { SettleWithdrawals } from './settle-withdrawals.ts'
import { readWeights } from './weights.ts'

export interface SettleDeps {
  evm: EvmPool
  bitcoin: BitcoinPool
  executor: Executor
  queue: NonceQueue
  contracts: Contracts
  log: Log
  now: () => number
  /** told how many deposits are open, by state */
  report: (open: Record<string, number>) => void
}

const share = 0
/** A round happens at least this often, also when neither chain moves. */
const restMs = 5_000
const weightsMs = 5_000

/** Takes every deposit and every withdrawal one step further where a step is due. What it holds is a cache of the chains. */
export class SettleJob {
  readonly #d: SettleDeps
  readonly #book: DepositBook
  readonly #payments: PaymentWatch
  readonly #withdrawals: SettleWithdrawals
  readonly #recorded = new Set<bigint>()
  readonly #touched = new Set<bigint>()
  #last = { seen: '', at: Number.NEGATIVE_INFINITY }
  #weights = { at: Number.NEGATIVE_INFINITY, round: 0 }

  constructor(deps: SettleDeps) {
    this.#d = deps
    this.#book = new DepositBook(deps.evm, deps.contracts)
    this.#payments = new PaymentWatch(deps.bitcoin, deps.log, deps.now)
    this.#withdrawals = new SettleWithdrawals(deps)
  }

  /** A transaction of this job was mined: what it touched is read again at once. */
  settled(key: string): void {
    const reqId = /^settle\.(?:resolve|execute|expire):(\d+)$/.exec(key)?.[1]
    if (reqId !== undefined) this.#touched.add(BigInt(reqId))
    if (key.startsWith('settle.')) this.#last.seen = ''
  }

  async tick(): Promise<void> {
    const { evm, queue, now, log } = this.#d
    const head = await evm.refresh()
    const tips = await this.#tips()
    await queue.maintain()
    const seen = `${head.hash} ${tips}`
    const backlog = this.#book.backlog + this.#withdrawals.backlog
    const idle = seen === this.#last.seen && now() - this.#last.at < restMs && backlog === 0n
    if (idle) return
    this.#last = { seen, at: now() }

    const touched = [...this.#touched]
    const state = await this.#book.update(touched)
    for (const reqId of touched) this.#touched.delete(reqId)
    // Without Bitcoin nothing is known about payments: draws and weights go on, proofs and expiries wait.
    if (tips !== null) {
      const watched = this.#book.open.filter(({ state }) => state === 'Assigned' || state === 'Expired')
      this.#payments.retain(new Set(watched.map(({ reqId }) => reqId)))
      await this.#payments.update(watched, tips)
    } else log.warn({ event: 'settle.blind' }, 'no Esplora server: nothing is proven or expired meanwhile')
    await this.#act(head, state, tips)
    this.#report()
    if (await this.#withdrawals.round(head, tips)) this.#last.seen = ''
  }

  async #tips(): Promise<string | null> {
    try {
      const sources = await this.#d.bitcoin.refresh()
      return sources.map(({ tip }) => tip?.hash).join(' ')
    } catch (error) {
      this.#d.log.debug({ event: 'settle.no-tip', reason: errorText(error) })
      return null
    }
  }

  async #act(
    head: { number: bigint; timestamp: bigint },
    state: BridgeState,
    tips: string | null,
  ): Promise<void> {
    const known = this.#book.open.filter(
      ({ state }) => state === 'Requested' || state === 'Refundable' || tips !== null,
    )
    const certain = known.filter(({ reqId }) => tips !== null && this.#payments.isFresh(reqId, tips))
    const actions = decideSettle({
      head,
      tipHeight: state.tip.height,
      baseConfirmations: state.baseConfirmations,
      draws: state.draws,
      deposits: known,
      certain: new Set(certain.map(({ reqId }) => reqId)),
      payments: await this.#paymentsOf(known.map(({ reqId }) => reqId)),
      recorded: this.#recorded,
      weights: await this.#dueWeights(),
    })
    let stopped: string | null = null
    let denied: PolicyDeniedError | null = null
    for (const action of actions) {
      // Draws go in order: when one cannot be resolved now, none after it can.
      if (action.kind === stopped) continue
      const outcome = await this.#perform(action, state).catch((error: unknown) => {
        if (!(error instanceof PolicyDeniedError)) throw error
        denied ??= error
        return null
      })
      // One that may not be signed is a defect or an attack; it must not hold up the others.
      if (outcome === null) continue
      if (outcome.status === 'waiting') return
      if (outcome.status === 'yielding') this.#last.seen = ''
      if (action.kind === 'resolve' && outcome.status !== 'sent' && outcome.status !== 'in-flight')
        stopped = 'resolve'
    }
    if (denied) throw denied
  }

  async #paymentsOf(reqIds: readonly bigint[]): Promise<Map<bigint, Payment[]>> {
    const { evm, contracts } = this.#d
    const found = reqIds.flatMap((reqId) => this.#payments.of(reqId).map((payment) => ({ reqId, payment })))
    const heights = [...new Set(found.map(({ payment }) => payment.height))]
    const hashes = await evm.read('payment blocks', (client, blockNumber) =>
      Promise.all(heights.map((height) => readRelayHash(client, contracts.relay, height, { blockNumber }))),
    )
    const byHeight = new Map(heights.map((height, at) => [height, hashes[at] ?? null]))
    const result = new Map<bigint, Payment[]>()
    for (const { reqId, payment } of found) {
      const hash = byHeight.get(payment.height) ?? null
      const relayed = hash !== null && displayHash(fromHex(hash)) === payment.blockHash
      const { txid, sats, height, proof } = payment
      const known = result.get(reqId) ?? []
      result.set(reqId, [...known, { txid, sats, height, bytes: proofBytes(proof), relayed }])
    }
    return result
  }

  async #dueWeights(): Promise<StakerWeight[]> {
    const { evm, contracts, now } = this.#d
    if (now() - this.#weights.at < weightsMs) return []
    const round = this.#weights.round
    this.#weights = { at: now(), round: round + 1 }
    return readWeights(evm, contracts, round)
  }

  async #perform(action: SettleAction, state: BridgeState): Promise<Outcome> {
    const { contracts, executor } = this.#d
    switch (action.kind) {
      case 'resolve': {
        const call = this.#call(
          `settle.resolve:${action.reqId}`,
          resolveDeposit(contracts.bridge, action.reqId),
          {},
        )
        // Draws go in order, so those of one block are one keeper's work.
        return executor.perform({ ...call, turn: `settle.resolve of ${action.drawBlock}` })
      }
      case 'execute':
        return this.#execute(action.reqId, action.choices, state)
      case 'expire': {
        const { reqId, why } = action
        const call = this.#call(`settle.expire:${reqId}`, expireDeposit(contracts.bridge, reqId, share), {
          why,
        })
        const outcome = await executor.perform(call)
        const wrongState = outcome.status === 'skipped' && outcome.reason === 'EntanglementManager_WrongState'
        // Already recorded, by whomever.
        if (why === 'refund-window' && wrongState) this.#recorded.add(reqId)
        return outcome
      }
      case 'refresh': {
        const { stakerId, staker } = action
        const inputs = { staker }
        return executor.perform(
          this.#call(`settle.refresh:${stakerId}`, refreshWeight(contracts.registry, staker), inputs),
        )
      }
    }
  }

  /**
   * Proves as much as the contract takes. When the excess finds no room, less is proven: otherwise a stranger could hold
   * up a mint by paying to a public script.
   */
  async #execute(
    reqId: bigint,
    choices: readonly (readonly string[])[],
    state: BridgeState,
  ): Promise<Outcome> {
    const { contracts, executor } = this.#d
    const byTxid = new Map(this.#payments.of(reqId).map((payment) => [payment.txid, payment]))
    let outcome: Outcome = { status: 'backoff' }
    for (const txids of choices) {
      const proofs = txids.flatMap((txid) => byTxid.get(txid)?.proof ?? [])
      const call = executeDeposit(contracts.bridge, reqId, share, proofs)
      const inputs = { txids, tip: state.tip.height }
      outcome = await executor.perform(this.#call(`settle.execute:${reqId}`, call, inputs))
      if (outcome.status !== 'skipped' || outcome.reason !== 'StakerRegistry_CapacityShort') return outcome
    }
    return outcome
  }

  #call(key: string, call: Parameters<typeof encodeCall>[0], inputs: Record<string, unknown>): Call {
    const { to, data } = encodeCall(call)
    return { key, to, data, inputs }
  }

  #report(): void {
    const open: Record<string, number> = { Requested: 0, Assigned: 0, Expired: 0, Refundable: 0 }
    for (const { state, reqId } of this.#book.open) {
      if (state === 'Refundable' && this.#recorded.has(reqId)) this.#book.close(reqId)
      else open[state] = (open[state] ?? 0) + 1
    }
    this.#d.report(open)
  }
}
