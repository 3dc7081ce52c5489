import { bumpSpend } from '../../../lib/bitcoin/bump-spend.ts'
import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { feeAtRateUp } from '../../../lib/bitcoin/fee-at-rate-up.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { TransactionOutput } from '../../../lib/bitcoin/parse-transaction.ts'
import { type Spend, spendCoins } from '../../../lib/bitcoin/spend-coins.ts'
import { spendForParent } from '../../../lib/bitcoin/spend-for-parent.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { transactionWeight } from '../../../lib/bitcoin/transaction-weight.ts'
import { virtualSize } from '../../../lib/bitcoin/virtual-size.ts'
import { bumpRate, cappedRate } from '../decide/agent-fee.ts'
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

/**
 * Helps an unmined transaction along: replaces it at a higher fee with exactly the same coins (BIP-125), or, where the
 * change is too little for that or nodes refuse, spends the change with a fee for both.
 */
export async function careFor(ctx: StakerContext, view: CoinView, flight: Flight): Promise<void> {
  const { config, intents, signer, say } = ctx
  const { tx, name, action, anchor } = flight
  const inputs = tx.inputs.flatMap((input) => flight.coins.get(outpointKey(input)) ?? [])
  if (inputs.length !== tx.inputs.length) {
    say(action, 'error', {
      event: 'agent.unclear',
      action,
      txid: tx.txid,
      why: 'it spends coins that are not known',
    })
    return
  }
  const feeSats = sum(inputs) - sum(tx.outputs)
  const outputs = tx.outputs.map(({ sats, script }) => ({ sats, script: fromHex(script) }))
  const weight = transactionWeight(inputs, outputs)
  const own = toHex(signer.script).slice(2)
  const vout = tx.outputs.findLastIndex(({ script }) => script === own)
  const change: Coin | null =
    vout < 0 ? null : { txid: tx.txid, vout, sats: tx.outputs[vout]?.sats ?? 0n, lock: { kind: 'key' } }
  const child = change ? childOf(change, view, own) : null

  const { tipHeight } = view
  let intent = intents.get(name)
  if (intent === null || intent.attempts.length === 0) {
    // The file was lost: time counts from now on.
    const attempts = [{ txid: tx.txid, feeSats: String(feeSats), height: tipHeight }]
    intent = { version: 1, anchor, inputs: [...tx.inputs], attempts }
    intents.put(name, intent)
  }
  const together = virtualSize(weight) + (child ? virtualSize(child.weight) : 0n)
  const satsPerKvb = ((feeSats + (child?.feeSats ?? 0n)) * 1_000n) / together
  const next = flight.cancel
    ? satsPerKvb + satsPerKvb / 4n + 1n
    : bumpRate({
        satsPerKvb,
        wanted: cappedRate(flight.estimate, config.maxSatsPerKvb),
        capSatsPerKvb: config.maxSatsPerKvb,
        blocksSince: tipHeight - (intent.attempts.at(-1)?.height ?? tipHeight),
        bumpAfterBlocks: config.bumpAfterBlocks,
      })
  if (next === null) {
    if (flight.estimate !== null && flight.estimate > config.maxSatsPerKvb)
      say(action, 'warn', {
        event: 'agent.fee-capped',
        action,
        txid: tx.txid,
        estimate: String(flight.estimate),
      })
    return
  }
  const limits = flight.permit.limits
  const affordable = (spend: Spend | null, already: bigint) =>
    spend !== null && spend.feeSats + already <= limits.maxFeeSats ? spend : null

  if (child === null) {
    const bumped = affordable(
      bumpSpend({ inputs, payments: flight.payments, feeSats }, signer.script, next),
      0n,
    )
    if (bumped !== null) {
      const event = flight.cancel ? 'agent.cancelled' : 'agent.bumped'
      const sent = await send(ctx, {
        name,
        action,
        anchor,
        spend: bumped,
        permit: flight.permit,
        height: tipHeight,
      })
      const fields = { action, replaces: tx.txid, txid: sent.txid, feeSats: String(bumped.feeSats) }
      if (sent.accepted) {
        ctx.log.info({ event, ...fields })
        return
      }
      say(action, 'warn', { event: 'agent.not-replaced', ...fields, reason: sent.refusals.join('; ') })
    }
  }
  if (change === null || flight.cancel) {
    say(action, 'error', { event: 'agent.stuck', action, txid: tx.txid, feeSats: String(feeSats) })
    return
  }
  await sendChild(ctx, view, flight, { change, feeSats, weight, next, child })
}

interface Child {
  feeSats: bigint
  weight: number
}

/** Child pays for parent; a child that is there already is replaced by a dearer one. */
async function sendChild(
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

function childOf(change: Coin, view: CoinView, own: string): Child | null {
  const tx = view.spends.get(outpointKey(change))
  if (tx === undefined || tx.inputs.length !== 1) return null
  const out = sum(tx.outputs)
  const script = fromHex(own)
  return {
    feeSats: change.sats - out,
    weight: transactionWeight(
      [change],
      tx.outputs.map(() => ({ script })),
    ),
  }
}

const sum = (parts: readonly { sats: bigint }[]) => parts.reduce((all, { sats }) => all + sats, 0n)
