import { bumpSpend } from '../../../lib/bitcoin/bump-spend.ts'
import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { Spend } from '../../../lib/bitcoin/spend-coins.ts'
import { splitChange } from '../../../lib/bitcoin/split-change.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { transactionWeight } from '../../../lib/bitcoin/transaction-weight.ts'
import { virtualSize } from '../../../lib/bitcoin/virtual-size.ts'
import { LEAST_PART_SATS } from '../decide/agent-coins.ts'
import { bumpRate, cappedRate } from '../decide/agent-fee.ts'
import type { CoinView } from '../decide/agent-view.ts'
import { childOf, type Flight, sendChild } from './agent-child.ts'
import type { StakerContext } from './agent-context.ts'
import { send } from './agent-send.ts'

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
    const { txid, vout } = anchor
    intent = { version: 1, anchor: { txid, vout }, inputs: [...tx.inputs], attempts }
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
    const merged = bumpSpend({ inputs, payments: flight.payments, feeSats }, signer.script, next)
    // Into as many coins as before; what is taken back is one.
    const parts = flight.cancel ? 1 : tx.outputs.filter(({ script }) => script === own).length
    const cut = merged && splitChange(merged, parts, LEAST_PART_SATS, next)
    const bumped = affordable(cut, 0n) ?? affordable(merged, 0n)
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

const sum = (parts: readonly { sats: bigint }[]) => parts.reduce((all, { sats }) => all + sats, 0n)
