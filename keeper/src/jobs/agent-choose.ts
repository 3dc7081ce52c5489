import { chooseCoins } from '../../../lib/bitcoin/choose-coins.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { TransactionOutput } from '../../../lib/bitcoin/parse-transaction.ts'
import { type Spend, spendCoins } from '../../../lib/bitcoin/spend-coins.ts'
import { splitChange } from '../../../lib/bitcoin/split-change.ts'
import { anchorOf, LEAST_COIN_SATS } from '../decide/agent-anchor.ts'
import { LEAST_PART_SATS, partsOf } from '../decide/agent-coins.ts'
import { freeCoins } from '../decide/agent-pay.ts'
import type { OwnOutput } from '../decide/agent-view.ts'
import type { Intent } from '../queue/intents.ts'
import type { StakerContext } from './agent-context.ts'
import { keyCoin, type PayRound } from './agent-share.ts'

/** What pays a share, its change cut into as many coins as the next payments want. */
export function chooseSpend(ctx: StakerContext, round: PayRound, order: SpendWanted): Spend | null {
  const spend = inOneCoin(ctx, round, order)
  if (spend === null) return null
  const coins = freeCoins(round.view, LEAST_COIN_SATS).length - spend.inputs.length
  const parts = partsOf({ owed: round.shares.length, coins })
  const cut = splitChange(spend, parts, LEAST_PART_SATS, order.satsPerKvb)
  return cut.feeSats > ctx.config.maxFeeSats ? spend : cut
}

interface SpendWanted {
  anchor: OwnOutput
  payments: TransactionOutput[]
  satsPerKvb: bigint
  intent: Intent | null
}

/** The coins of the first attempt when it is known and they are all there; else the anchor and what it takes besides. */
function inOneCoin(ctx: StakerContext, { view, shares }: PayRound, order: SpendWanted): Spend | null {
  const { anchor, payments: outputs, satsPerKvb, intent } = order
  const changeScript = ctx.signer.script
  const common = { outputs, changeScript, satsPerKvb }
  const earlier = intent?.inputs.flatMap((input) => {
    const coin = view.outputs.get(outpointKey(input))
    return coin && !view.spends.has(outpointKey(input)) ? [coin] : []
  })
  if (
    intent &&
    earlier?.length === intent.inputs.length &&
    earlier.some((coin) => outpointKey(coin) === outpointKey(anchor))
  ) {
    const spend = spendCoins({ ...common, inputs: earlier.map(keyCoin) })
    if (spend) return spend
  }
  // Taking other shares' anchors would make them wait for it: only when nothing else suffices.
  const wanted = new Set(
    shares.flatMap((other) => {
      const taken = anchorOf(other, view)
      return taken ? [outpointKey(taken.coin)] : []
    }),
  )
  const all = freeCoins(view, LEAST_COIN_SATS).filter((coin) => outpointKey(coin) !== outpointKey(anchor))
  const spare = all.filter((coin) => !wanted.has(outpointKey(coin)))
  const choose = (others: readonly OwnOutput[]) =>
    chooseCoins({
      ...common,
      required: [keyCoin(anchor)],
      others: others.map(keyCoin),
      leastChangeSats: LEAST_COIN_SATS,
    })
  return choose(spare) ?? choose(all)
}
