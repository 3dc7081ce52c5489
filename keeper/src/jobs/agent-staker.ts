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
    const feeSats24h = feesSince(view, evmTime - daySeconds)
    const feesLeftSats = config.dailyFeeSats > feeSats24h ? config.dailyFeeSats - feeSats24h : 0n
    const shares = this.#book.sharesOf(staker)
    const clocks = { evmTime, bitcoinHeight: newestHeight }
    const round = { view, clocks, shares, estimates, feesLeftSats }
    const { due, short } = await payRound(this.#ctx, round)
    await cancelVain(this.#ctx, round)
    await this.#sweeper.round(this.#book.mintedOf(staker), {
      view,
      estimates,
      coinsNeeded: short,
      owed: due.length,
      feesLeftSats,
    })
    const left = due.map(({ deadlineTime }) => deadlineTime - evmTime)
    return {
      staker,
      due: due.length,
      leastSecondsLeft: left.length === 0 ? null : Math.min(...left),
      coinSats: freeCoins(view, LEAST_COIN_SATS).reduce((sum, { sats }) => sum + sats, 0n),
      feeSats24h,
      short,
    }
  }
}

/** Fees of payments, from the chain, so that nothing could be lost. Sweeps spend no own coins and do not count. */
function feesSince(view: CoinView, since: number): bigint {
  return view.transactions.reduce(
    (sum, tx) => sum + (tx.time !== null && tx.time < since ? 0n : feeOf(tx, view)),
    0n,
  )
}

function feeOf(tx: ViewTransaction, view: CoinView): bigint {
  const inputs = tx.inputs.map((input) => view.outputs.get(outpointKey(input))?.sats)
  if (inputs.length === 0 || inputs.some((sats) => sats === undefined)) return 0n
  const fee =
    inputs.reduce<bigint>((sum, sats) => sum + (sats ?? 0n), 0n) -
    tx.outputs.reduce((sum, { sats }) => sum + sats, 0n)
  return fee > 0n ? fee : 0n
}
