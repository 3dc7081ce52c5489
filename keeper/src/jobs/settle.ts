import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { depositKey } from '../decide/deposit-key.ts'
import { decideSettle, type Payment, type StakerWeight } from '../decide/settle.ts'
import { maySweepShow } from '../decide/sweeps.ts'
import { errorText, PolicyDeniedError } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Executor } from '../execution/executor.ts'
import type { Log } from '../log.ts'
import type { NonceQueue } from '../queue/nonce-queue.ts'
import { depositPayments, watchedShares } from './deposit-payments.ts'
import { type BridgeState, DepositBook, inEscrow } from './deposits.ts'
import { PaymentWatch } from './payments.ts'
import { SettleActions } from './settle-actions.ts'
import { SettleEscrow } from './settle-escrow.ts'
import { SettleReorgs } from './settle-reorgs.ts'
import { SettleSweeps } from './settle-sweeps.ts'
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

/** A round happens at least this often, also when neither chain moves. */
const restMs = 5_000
const weightsMs = 5_000

/** Does a part of a round; what stops it stops no other, and is said when all have had their turn. */
type Apart = <T>(work: () => Promise<T>) => Promise<T | null>

/** Takes every deposit and every withdrawal one step further where a step is due. What it holds is a cache of the chains. */
export class SettleJob {
  readonly #d: SettleDeps
  readonly #book: DepositBook
  readonly #payments: PaymentWatch
  readonly #withdrawals: SettleWithdrawals
  readonly #escrow: SettleEscrow
  readonly #reorgs: SettleReorgs
  readonly #sweeps: SettleSweeps
  readonly #actions: SettleActions
  readonly #touched = new Set<bigint>()
  #round = 0
  #last = { seen: '', at: Number.NEGATIVE_INFINITY }
  #weights = { at: Number.NEGATIVE_INFINITY, round: 0 }

  constructor(deps: SettleDeps) {
    this.#d = deps
    this.#book = new DepositBook(deps.evm, deps.contracts)
    this.#payments = new PaymentWatch(deps.bitcoin, deps.log, deps.now)
    this.#actions = new SettleActions(deps, this.#book, this.#payments)
    this.#withdrawals = new SettleWithdrawals(deps)
    this.#escrow = new SettleEscrow(deps, this.#book)
    this.#reorgs = new SettleReorgs(deps)
    this.#sweeps = new SettleSweeps(deps, this.#payments)
  }

  /** A transaction of this job was mined: what it touched is read again at once. */
  settled(key: string): void {
    // Keys name requests, or shares of them: what a ledger or a batch is named by is read again in its turn.
    for (const [, reqId] of key.matchAll(/[:,](\d+)(?:\.\d+)?(?=,|$)/g)) this.#touched.add(BigInt(reqId ?? 0))
    if (key.startsWith('settle.drain-escrow'))
      for (const { reqId } of this.#book.open.filter(inEscrow)) this.#touched.add(reqId)
    if (key.startsWith('settle.')) this.#last.seen = ''
  }

  async tick(): Promise<void> {
    const { evm, queue, now } = this.#d
    const head = await evm.refresh()
    const tips = await this.#tips()
    await queue.maintain()
    const seen = `${head.hash} ${tips}`
    const backlog = this.#book.backlog + this.#withdrawals.backlog
    const idle = seen === this.#last.seen && now() - this.#last.at < restMs && backlog === 0n
    if (idle) return
    this.#last = { seen, at: now() }

    const failures: unknown[] = []
    const apart: Apart = (work) =>
      work().catch((error: unknown) => {
        failures.push(error)
        return null
      })
    const state = await apart(() => this.#deposits(head, tips, apart))
    await apart(async () => {
      if (await this.#withdrawals.round(head, tips)) this.#last.seen = ''
    })
    await apart(async () => {
      if (tips !== null && state) await this.#reorgs.round(state.tip.height, state.openReorgs)
    })
    if (failures.length > 0) throw failures.find((each) => each instanceof PolicyDeniedError) ?? failures[0]
  }

  async #deposits(
    head: { number: bigint; timestamp: bigint },
    tips: string | null,
    apart: Apart,
  ): Promise<BridgeState> {
    const { log } = this.#d
    const touched = [...this.#touched]
    const state = await this.#book.update(Number(head.timestamp), touched)
    for (const reqId of touched) this.#touched.delete(reqId)
    // Without Bitcoin nothing is known about payments: draws and weights go on, proofs and expiries wait.
    if (tips !== null) {
      this.#payments.retain(new Set(this.#book.open.map(depositKey)))
      await this.#payments.update(watchedShares(this.#book.open, this.#round++, state.tip.height), tips)
      if (this.#payments.behind) this.#last.seen = ''
    } else log.warn({ event: 'settle.blind' }, 'no Esplora server: nothing is proven or expired meanwhile')
    const known = this.#book.open.filter(
      ({ state }) => state === 'Requested' || state === 'Refundable' || tips !== null,
    )
    const payments = await depositPayments(this.#d, this.#payments, known)
    await apart(() => this.#act(head, state, tips, known, payments))
    await apart(async () => {
      if (await this.#escrow.round(head, state)) this.#last.seen = ''
    })
    await apart(async () => {
      if (tips !== null && (await this.#sweeps.round(this.#book.open, payments, state))) this.#last.seen = ''
    })
    this.#report(state.tip.height)
    return state
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
    known: readonly Deposit[],
    payments: ReadonlyMap<string, readonly Payment[]>,
  ): Promise<void> {
    const certain = known.map(depositKey).filter((key) => tips !== null && this.#payments.isFresh(key, tips))
    const actions = decideSettle({
      head,
      tipHeight: state.tip.height,
      baseConfirmations: state.baseConfirmations,
      dustSats: state.dustSats,
      draws: state.draws,
      deposits: known,
      certain: new Set(certain),
      payments,
      recorded: this.#actions.recorded,
      weights: await this.#dueWeights(),
    })
    let stopped: string | null = null
    let denied: PolicyDeniedError | null = null
    let sooner = false
    for (const action of actions) {
      // Draws go in order: when one cannot be resolved now, none after it can.
      if (action.kind === stopped) continue
      const outcome = await this.#actions.perform(action, state).catch((error: unknown) => {
        if (!(error instanceof PolicyDeniedError)) throw error
        denied ??= error
        return null
      })
      // One that may not be signed is a defect or an attack; it must not hold up the others.
      if (outcome === null) continue
      if (outcome.status === 'waiting') break
      if (outcome.status === 'yielding') {
        this.#last.seen = ''
        sooner ||= action.kind === 'refresh'
      }
      if (action.kind === 'resolve' && outcome.status !== 'sent' && outcome.status !== 'in-flight')
        stopped = 'resolve'
    }
    // The turn that is waited for is shorter than the time between two looks.
    if (sooner) this.#weights = { at: Number.NEGATIVE_INFINITY, round: this.#weights.round - 1 }
    if (denied) throw denied
  }

  async #dueWeights(): Promise<StakerWeight[]> {
    const { evm, contracts, now } = this.#d
    if (now() - this.#weights.at < weightsMs) return []
    const round = this.#weights.round
    this.#weights = { at: now(), round: round + 1 }
    return readWeights(evm, contracts, round)
  }

  #report(tipHeight: number): void {
    const open: Record<string, number> = {
      Requested: 0,
      Queued: 0,
      Offered: 0,
      Assigned: 0,
      Expired: 0,
      Escrowed: 0,
      Refundable: 0,
    }
    for (const deposit of this.#book.open) {
      const { state } = deposit
      if (state === 'Refundable' && this.#actions.recorded.has(depositKey(deposit))) {
        if (!maySweepShow(deposit, tipHeight)) this.#book.close(deposit)
      } else if (state !== 'Minted') open[state] = (open[state] ?? 0) + 1
    }
    this.#d.report(open)
  }
}
