import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { feeAtRateUp } from '../../../lib/bitcoin/fee-at-rate-up.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { TransactionOutput } from '../../../lib/bitcoin/parse-transaction.ts'
import { spendCoins } from '../../../lib/bitcoin/spend-coins.ts'
import { spendForParent } from '../../../lib/bitcoin/spend-for-parent.ts'
import { transactionWeight } from '../../../lib/bitcoin/transaction-weight.ts'
import { virtualSize } from '../../../lib/bitcoin/virtual-size.ts'
import type { CoinView, ViewTransaction } from '../decide/agent-view.ts'
import type { Permit } from '../policy/bitcoin-policy.ts'
import type { StakerContext } from './agent-context.ts'
import { send } from './agent-send.ts'

/** An own transaction that is not mined. */
export interface Flight {
  /** its file among the intents */
  name: string
  /** for log lines and fail-points, e.g. `agent.pay:7.0` */
  action: string
  tx: ViewTransaction
  /** the coin that a replacement must spend as well */
  anchor: { txid: string; vout: number }
  /** what a replacement pays besides the change */
  payments: readonly TransactionOutput[]
  coins: ReadonlyMap<string, Coin>
  permit: Permit
  /** true when it must go away rather than be mined */
  cancel?: boolean
  /** rate that servers name, sats for 1,000 virtual bytes; null when none does */
  estimate: bigint | null
}

interface Child {
  feeSats: bigint
  weight: number
}

/** Child pays for parent; a child that is there already is replaced by a dearer one. */
export async function sendChild(
  ctx: StakerContext,
  view: CoinView,
  flight: Flight,
  parent: { change: Coin; feeSats: bigint; weight: number; next: bigint; child: Child | null },
): Promise<void> {
  const { signer, say, config } = ctx
  const { action, name, anchor, tx } = flight
  const { change, child } = parent
  let spend = spendForParent(parent, signer.script, parent.next)
  if (spend !== null && child !== null) {
    const least = child.feeSats + virtualSize(child.weight) + 1n
    if (spend.feeSats < least)
      spend = spendCoins({
        inputs: [change],
        outputs: [],
        changeScript: signer.script,
        satsPerKvb: parent.next,
        leastFeeSats: least,
      })
  }
  const limit = config.maxFeeSats - parent.feeSats
  if (spend === null || spend.feeSats > limit) {
    say(action, 'error', {
      event: 'agent.stuck',
      action,
      txid: tx.txid,
      why: spend === null ? 'the change does not carry the fee' : `a fee above ${config.maxFeeSats} sats`,
    })
    return
  }
  // A child's rate may be far above the cap: what counts is the rate of both together.
  const childRate =
    (feeAtRateUp(parent.weight + spend.weight, config.maxSatsPerKvb) * 1_000n) / virtualSize(spend.weight)
  const permit: Permit = {
    kind: 'own',
    coins: new Map([[outpointKey(change), change.sats]]),
    limits: { maxFeeSats: limit, maxSatsPerKvb: childRate },
  }
  const sent = await send(ctx, { name, action, anchor, spend, permit, height: view.tipHeight, child: true })
  const fields = { action, parent: tx.txid, txid: sent.txid, feeSats: String(spend.feeSats) }
  if (sent.accepted) ctx.log.info({ event: 'agent.child-sent', ...fields })
  else say(action, 'error', { event: 'agent.stuck', ...fields, reason: sent.refusals.join('; ') })
}

/** The transaction that already spends the change, if there is one. */
export function childOf(change: Coin, view: CoinView, own: string): Child | null {
  const tx = view.spends.get(outpointKey(change))
  if (tx === undefined || tx.inputs.length !== 1) return null
  const out = tx.outputs.reduce((all, { sats }) => all + sats, 0n)
  const script = fromHex(own)
  return {
    feeSats: change.sats - out,
    weight: transactionWeight(
      [change],
      tx.outputs.map(() => ({ script })),
    ),
  }
}
