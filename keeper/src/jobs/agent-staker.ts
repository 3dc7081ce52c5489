import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { LEAST_COIN_SATS } from '../decide/agent-anchor.ts'
import { freeCoins } from '../decide/agent-pay.ts'
import { type CoinView, coinView, type ViewTransaction } from '../decide/agent-view.ts'
import { ScriptHistory } from '../execution/script-history.ts'
import type { AgentBook } from './agent-book.ts'
import { cancelVain } from './agent-cancel.ts'
import type { AgentReport, StakerContext } from './agent-context.ts'
import { payRound } from './agent-pay.ts'
import { sharesMarked } from './agent-share.ts'
import { Sweeper } from './agent-sweep.ts'

const daySeconds = 86_400

/** One staker's coins and debts. Holds nothing that is not read anew at every round. */
export class StakerAgent {
  readonly #ctx: StakerContext
  readonly #book: AgentBook
  readonly #history: ScriptHistory
  readonly #sweeper: Sweeper

  constructor(ctx: StakerContext, book: AgentBook) {
    this.#ctx = ctx
    this.#book = book
    this.#history = new ScriptHistory(ctx.bitcoin, ctx.signer.script, `the coins of ${ctx.staker}`)
    this.#sweeper = new Sweeper(ctx, book)
  }

  /** @param evmTime time of the newest EVM block, in seconds */
  async round(evmTime: number): Promise<AgentReport> {
    const { bitcoin, config, signer, staker } = this.#ctx
    const { tipHeight, newestHeight, transactions } = await this.#history.read()
    const view = coinView(transactions, toHex(signer.script).slice(2), tipHeight)
    const estimates = await bitcoin.askAll((esplora) => esplora.feeEstimates())
    const { feeSats, ownSats } = this.#feesSince(view, evmTime - daySeconds)
    const feesLeftSats = config.dailyFeeSats > ownSats ? config.dailyFeeSats - ownSats : 0n
    const shares = this.#book.sharesOf(staker)
    const clocks = { evmTime, bitcoinHeight: newestHeight }
    const round = { view, clocks, shares, estimates, feesLeftSats }
    const { due, short, denied } = await payRound(this.#ctx, round)
    denied.push(...(await cancelVain(this.#ctx, round)))
    const sweep = { view, estimates, coinsNeeded: short, owed: due.length }
    denied.push(...(await this.#sweeper.round(this.#book.mintedOf(staker), sweep)))
    if (denied[0]) throw denied[0]
    const left = due.map(({ deadlineTime }) => deadlineTime - evmTime)
    return {
      staker,
      due: due.length,
      leastSecondsLeft: left.length === 0 ? null : Math.min(...left),
      coinSats: freeCoins(view, LEAST_COIN_SATS).reduce((sum, { sats }) => sum + sats, 0n),
      feeSats24h: feeSats,
      short,
    }
  }

  /**
   * Fees of payments, from the chain, so that nothing could be lost: all, and what withdrawers did not pay for. Sweeps spend
   * no own coins and do not count.
   */
  #feesSince(view: CoinView, since: number): { feeSats: bigint; ownSats: bigint } {
    let [feeSats, ownSats] = [0n, 0n]
    for (const tx of view.transactions) {
      if (tx.time !== null && tx.time < since) continue
      const fee = feeOf(tx, view)
      const credit = sharesMarked(this.#ctx, tx).reduce(
        (sum, id) => sum + this.#book.creditOf(id, this.#ctx.staker),
        0n,
      )
      feeSats += fee
      ownSats += fee > credit ? fee - credit : 0n
    }
    return { feeSats, ownSats }
  }
}

function feeOf(tx: ViewTransaction, view: CoinView): bigint {
  const inputs = tx.inputs.map((input) => view.outputs.get(outpointKey(input))?.sats)
  if (inputs.length === 0 || inputs.some((sats) => sats === undefined)) return 0n
  const fee =
    inputs.reduce<bigint>((sum, sats) => sum + (sats ?? 0n), 0n) -
    tx.outputs.reduce((sum, { sats }) => sum + sats, 0n)
  return fee > 0n ? fee : 0n
}
