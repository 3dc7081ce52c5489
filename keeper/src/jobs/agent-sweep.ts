import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { depositWitnessScript } from '../../../lib/bitcoin/deposit-witness-script.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { internalHash } from '../../../lib/bitcoin/internal-hash.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { p2wshScript } from '../../../lib/bitcoin/p2wsh-script.ts'
import { spendCoins } from '../../../lib/bitcoin/spend-coins.ts'
import { splitChange } from '../../../lib/bitcoin/split-change.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { read } from '../../../lib/evm/read.ts'
import { readDeposit } from '../../../lib/evm/read-deposit.ts'
import { LEAST_COIN_SATS } from '../decide/agent-anchor.ts'
import { LEAST_PART_SATS, partsOf } from '../decide/agent-coins.ts'
import { cappedRate, estimatedRate, targetBlocks } from '../decide/agent-fee.ts'
import { isFinal } from '../decide/agent-pay.ts'
import { decideSweep, type SweepableCoin } from '../decide/agent-sweep.ts'
import { type CoinView, coinView, type ViewTransaction } from '../decide/agent-view.ts'
import { PolicyDeniedError } from '../errors.ts'
import { ScriptHistory } from '../execution/script-history.ts'
import { type AgentBook, same } from './agent-book.ts'
import type { StakerContext } from './agent-context.ts'
import { readFinal } from './agent-final.ts'
import { careFor } from './agent-flight.ts'
import { send } from './agent-send.ts'

export interface SweepRound {
  view: CoinView
  estimates: readonly ReadonlyMap<number, number>[]
  coinsNeeded: boolean
  /** shares that wait for a payment */
  owed: number
  feesLeftSats: bigint
}

type ProvenCoin = SweepableCoin & { coin: Coin }

/** Moves minted deposits to the staker's own script in good time before their depositors could take them back. */
export class Sweeper {
  readonly #ctx: StakerContext
  readonly #book: AgentBook
  readonly #histories = new Map<bigint, ScriptHistory>()

  constructor(ctx: StakerContext, book: AgentBook) {
    this.#ctx = ctx
    this.#book = book
  }

  async round(deposits: readonly Deposit[], round: SweepRound): Promise<void> {
    const { config, say } = this.#ctx
    const waiting: ProvenCoin[] = []
    const flying = new Map<string, { tx: ViewTransaction; refundHeight: number }>()
    const known = new Map<string, Coin>()
    for (const deposit of deposits) {
      const { coins, spends, tipHeight } = await this.#coinsOf(deposit)
      let over = coins.length > 0
      for (const proven of coins) {
        const key = outpointKey(proven)
        known.set(key, proven.coin)
        const by = round.view.spends.get(key) ?? spends.get(key)
        if (by === undefined) waiting.push(proven)
        else if (by.height === null) flying.set(by.txid, { tx: by, refundHeight: deposit.refundHeight })
        over &&= by !== undefined && isFinal(by.height, tipHeight)
      }
      if (!over) continue
      this.#histories.delete(deposit.reqId)
      this.#book.close(deposit.reqId)
    }
    for (const { tx, refundHeight } of flying.values()) await this.#care(round, tx, refundHeight, known)
    const nearest = Math.min(...waiting.map(({ refundHeight }) => refundHeight))
    const estimate = estimatedRate(round.estimates, targetBlocks(nearest - round.view.tipHeight))
    const satsPerKvb = cappedRate(estimate, config.maxSatsPerKvb)
    const decision = decideSweep({
      coins: waiting,
      tipHeight: round.view.tipHeight,
      satsPerKvb,
      cheapSatsPerKvb: config.cheapSatsPerKvb,
      patienceBlocks: config.sweepPatienceBlocks,
      coinsNeeded: round.coinsNeeded,
    })
    if (decision.kind === 'wait') {
      if (decision.why !== 'nothing')
        say('agent.sweep', 'info', { event: 'agent.waiting', action: 'agent.sweep', why: decision.why })
      return
    }
    const chosen = new Set(decision.coins.map(outpointKey))
    await this.#sweep(
      round,
      waiting.filter((coin) => chosen.has(outpointKey(coin))),
      satsPerKvb,
      decision.why,
    )
  }

  async #sweep(round: SweepRound, coins: ProvenCoin[], satsPerKvb: bigint, why: string): Promise<void> {
    const { signer, say, log, step } = this.#ctx
    const first = coins[0]
    if (first === undefined) return
    const action = 'agent.sweep'
    step('seen', action)
    const inputs = coins.map(({ coin }) => coin)
    const one = spendCoins({ inputs, outputs: [], changeScript: signer.script, satsPerKvb })
    const parts = partsOf({ owed: round.owed, coins: ownCoins(round.view) })
    const spend = one && splitChange(one, parts, LEAST_PART_SATS, satsPerKvb)
    if (spend === null || spend.feeSats > round.feesLeftSats) {
      say(action, 'warn', { event: 'agent.too-dear', action, feeSats: spend ? String(spend.feeSats) : null })
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
      permit: this.#permit(inputs),
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

  /** The outpoints that the mint counted, and what is known to spend them. */
  async #coinsOf(
    deposit: Deposit,
  ): Promise<{ coins: ProvenCoin[]; spends: CoinView['spends']; tipHeight: number }> {
    const { bitcoin } = this.#ctx
    const witnessScript = this.#witnessScript(deposit)
    const script = p2wshScript(witnessScript)
    const history =
      this.#histories.get(deposit.reqId) ?? new ScriptHistory(bitcoin, script, `deposit ${deposit.reqId}`)
    this.#histories.set(deposit.reqId, history)
    const { tipHeight, transactions } = await history.read()
    const view = coinView(transactions, toHex(script).slice(2), tipHeight)
    const coins: ProvenCoin[] = []
    for (const { txid, vout, sats, height } of view.outputs.values()) {
      if (height === null || !(await this.#isConsumed(deposit.reqId, txid, vout))) continue
      const lock = { kind: 'deposit' as const, witnessScript }
      const { reqId, refundHeight } = deposit
      coins.push({ reqId, refundHeight, txid, vout, sats, height, coin: { txid, vout, sats, lock } })
    }
    return { coins, spends: view.spends, tipHeight }
  }

  #witnessScript({ reqId, share, refundHeight, refundPubKeyHash, assignment }: Deposit): Uint8Array {
    const { chainId, contracts, signer } = this.#ctx
    const witnessScript = depositWitnessScript({
      chainId,
      manager: contracts.bridge,
      reqId,
      share,
      stakerPubKey: signer.publicKey,
      refundHeight,
      refundPubKeyHash: fromHex(refundPubKeyHash),
    })
    if (toHex(p2wshScript(witnessScript)) !== assignment?.script)
      throw new PolicyDeniedError(`deposit ${reqId} has another script than its parts make`)
    return witnessScript
  }

  async #isConsumed(reqId: bigint, txid: string, vout: number): Promise<boolean> {
    const { bridge } = this.#ctx.contracts
    const id = toHex(internalHash(txid))
    const minted = await readFinal(this.#ctx, `deposit ${reqId}`, async (client, at) => ({
      deposit: await readDeposit(client, bridge, reqId, at),
      consumed: await read(client, bridge, entanglementManagerAbi, 'consumed', [id, vout], at),
    }))
    const mine = same(minted?.deposit?.assignment?.staker, this.#ctx.staker)
    if (minted === null) return false
    return minted.consumed && mine && minted.deposit?.state === 'Minted'
  }

  async #assertMinted({ reqId, txid, vout }: ProvenCoin): Promise<void> {
    if (!(await this.#isConsumed(reqId, txid, vout)))
      throw new PolicyDeniedError(`${txid}:${vout} of deposit ${reqId} is not minted for good`)
  }
}

/** Also those that are not in a block yet: a sweep that waits must not be cut up again by the next one. */
function ownCoins({ outputs, spends }: CoinView): number {
  return [...outputs.values()].filter(
    (coin) => coin.sats >= LEAST_COIN_SATS && !spends.has(outpointKey(coin)),
  ).length
}

const nameOf = ({ txid, vout }: { txid: string; vout: number }) => `sweep-${txid}-${vout}`
