import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { cappedRate, estimatedRate, targetBlocks } from '../decide/agent-fee.ts'
import { isFinal } from '../decide/agent-pay.ts'
import { decideSweep } from '../decide/agent-sweep.ts'
import type { CoinView, ViewTransaction } from '../decide/agent-view.ts'
import { depositKey } from '../decide/deposit-key.ts'
import { PolicyDeniedError } from '../errors.ts'
import { apart } from './agent-apart.ts'
import type { AgentBook } from './agent-book.ts'
import type { StakerContext } from './agent-context.ts'
import { careFor } from './agent-flight.ts'
import { send } from './agent-send.ts'
import { type ProvenCoin, SweepCoins } from './agent-sweep-coins.ts'
import { inputFee, sweepSpend } from './agent-sweep-spend.ts'

export interface SweepRound {
  view: CoinView
  estimates: readonly ReadonlyMap<number, number>[]
  coinsNeeded: boolean
  /** shares that wait for a payment */
  owed: number
}

/** What the round found out about all deposits. */
interface Sighted {
  waiting: ProvenCoin[]
  flying: Map<string, { tx: ViewTransaction; refundHeight: number }>
  known: Map<string, Coin>
}

/** Moves minted deposits to the staker's own script in good time before their depositors could take them back. */
export class Sweeper {
  readonly #ctx: StakerContext
  readonly #book: AgentBook
  readonly #coins: SweepCoins

  constructor(ctx: StakerContext, book: AgentBook) {
    this.#ctx = ctx
    this.#book = book
    this.#coins = new SweepCoins(ctx)
  }

  /** @returns what was refused to be signed */
  async round(deposits: readonly Deposit[], round: SweepRound): Promise<PolicyDeniedError[]> {
    const sighted: Sighted = { waiting: [], flying: new Map(), known: new Map() }
    const denied: (PolicyDeniedError | null)[] = []
    // One deposit that cannot be read must not keep the coins of all others where depositors can take them back.
    for (const deposit of deposits)
      denied.push(
        await apart(this.#ctx, `agent.sweep:${depositKey(deposit)}`, () =>
          this.#sight(deposit, round, sighted),
        ),
      )
    for (const { tx, refundHeight } of sighted.flying.values())
      denied.push(
        await apart(this.#ctx, 'agent.sweep', () => this.#care(round, tx, refundHeight, sighted.known)),
      )
    denied.push(await apart(this.#ctx, 'agent.sweep', () => this.#decide(round, sighted.waiting)))
    return denied.filter((refused) => refused !== null)
  }

  async #sight(deposit: Deposit, { view }: SweepRound, { waiting, flying, known }: Sighted): Promise<void> {
    const { coins, spends, tipHeight } = await this.#coins.of(deposit, view.tipHeight)
    let left: bigint = deposit.mintedSats < deposit.paidSats ? deposit.mintedSats : deposit.paidSats
    let over = coins.length > 0
    for (const proven of coins) {
      const key = outpointKey(proven)
      known.set(key, proven.coin)
      left -= proven.sats
      const by = view.spends.get(key) ?? spends.get(key)
      if (by === undefined) waiting.push(proven)
      else if (by.height === null) flying.set(by.txid, { tx: by, refundHeight: deposit.refundHeight })
      over &&= by !== undefined && isFinal(by.height, tipHeight)
    }
    if (!over || left > 0n) return
    this.#coins.forget(deposit)
    this.#book.close(deposit)
  }

  async #decide(round: SweepRound, waiting: readonly ProvenCoin[]): Promise<void> {
    const { config, say } = this.#ctx
    const { tipHeight } = round.view
    const nearest = Math.min(...waiting.map(({ refundHeight }) => refundHeight))
    const estimate = estimatedRate(round.estimates, targetBlocks(nearest - tipHeight))
    const satsPerKvb = cappedRate(estimate, config.maxSatsPerKvb)
    const [some] = waiting
    const decision = decideSweep({
      coins: waiting,
      tipHeight,
      satsPerKvb,
      cheapSatsPerKvb: config.cheapSatsPerKvb,
      patienceBlocks: config.sweepPatienceBlocks,
      coinsNeeded: round.coinsNeeded,
      inputFeeSats: some ? inputFee(some.coin, satsPerKvb) : 0n,
    })
    if (decision.kind === 'wait') {
      if (decision.why !== 'nothing')
        say('agent.sweep', 'info', { event: 'agent.waiting', action: 'agent.sweep', why: decision.why })
      return
    }
    const byKey = new Map(waiting.map((coin) => [outpointKey(coin), coin]))
    const chosen = decision.coins.flatMap((coin) => byKey.get(outpointKey(coin)) ?? [])
    await this.#sweep(round, chosen, satsPerKvb, decision.why)
  }

  async #sweep(
    round: SweepRound,
    wanted: readonly ProvenCoin[],
    satsPerKvb: bigint,
    why: string,
  ): Promise<void> {
    const { say, log, step } = this.#ctx
    const action = 'agent.sweep'
    step('seen', action)
    const inputs = wanted.map(({ coin }) => coin)
    const spend = sweepSpend(this.#ctx, round, inputs, satsPerKvb)
    const coins = wanted.slice(0, spend?.inputs.length ?? 0)
    const first = coins[0]
    if (spend === null || first === undefined) {
      say(action, 'warn', { event: 'agent.too-dear', action, satsPerKvb: String(satsPerKvb) })
      return
    }
    // Each once more, at once before it is signed: a coin that is not minted belongs to its depositor.
    for (const coin of coins) await this.#assertMinted(coin)
    step('chosen', action)
    const sent = await send(this.#ctx, {
      name: nameOf(first),
      action,
      anchor: first,
      spend,
      permit: this.#permit(coins.map(({ coin }) => coin)),
      height: round.view.tipHeight,
    })
    const reqIds = [...new Set(coins.map(({ reqId }) => String(reqId)))]
    const fields = { action, txid: sent.txid, reqIds, feeSats: String(spend.feeSats), why }
    if (sent.accepted) log.info({ event: 'agent.swept', ...fields })
    else say(action, 'error', { event: 'agent.refused', ...fields, reason: sent.refusals.join('; ') })
  }

  async #care(
    { view, estimates }: SweepRound,
    tx: ViewTransaction,
    refundHeight: number,
    known: ReadonlyMap<string, Coin>,
  ): Promise<void> {
    const anchor = tx.inputs[0]
    // Spent by somebody else's transaction, or by a payment, which looks after itself.
    if (anchor === undefined || !tx.inputs.every((input) => known.has(outpointKey(input)))) return
    const coins = tx.inputs.flatMap((input) => known.get(outpointKey(input)) ?? [])
    await careFor(this.#ctx, view, {
      name: nameOf(anchor),
      action: 'agent.sweep',
      tx,
      anchor,
      payments: [],
      coins: known,
      permit: this.#permit(coins),
      estimate: estimatedRate(estimates, targetBlocks(refundHeight - view.tipHeight)),
    })
  }

  #permit(coins: readonly Coin[]) {
    const limits = this.#ctx.config
    return {
      kind: 'own' as const,
      coins: new Map(coins.map((coin) => [outpointKey(coin), coin.sats])),
      limits,
    }
  }

  async #assertMinted(coin: ProvenCoin): Promise<void> {
    const { txid, vout } = coin
    if (!(await this.#coins.isMinted(coin, txid, vout)))
      throw new PolicyDeniedError(`${txid}:${vout} of deposit ${depositKey(coin)} is not minted for good`)
  }
}

const nameOf = ({ txid, vout }: { txid: string; vout: number }) => `sweep-${txid}-${vout}`
