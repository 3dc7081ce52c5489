import { bytesToHex } from '@noble/hashes/utils.js'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { cappedRate, estimatedRate, targetBlocks } from '../decide/agent-fee.ts'
import { decidePay, isFinal } from '../decide/agent-pay.ts'
import type { OwnOutput, ViewTransaction } from '../decide/agent-view.ts'
import type { PolicyDeniedError } from '../errors.ts'
import { apart } from './agent-apart.ts'
import { same } from './agent-book.ts'
import { chooseSpend } from './agent-choose.ts'
import type { StakerContext } from './agent-context.ts'
import { careFor } from './agent-flight.ts'
import { foreignPayments, spendOf } from './agent-look.ts'
import { send } from './agent-send.ts'
import { actionOf, keyCoin, type PayRound, paymentsOf, permitOf, readShareFinal } from './agent-share.ts'

export interface PayResult {
  /** shares that no block pays yet */
  due: OwedShare[]
  /** a payment waits because there are no coins for it */
  short: boolean
  /** what was refused to be signed */
  denied: PolicyDeniedError[]
}

/** Takes every share that waits for this staker one step further, the nearest deadline first. */
export async function payRound(ctx: StakerContext, round: PayRound): Promise<PayResult> {
  const ordered = round.shares.toSorted(
    // The largest first: many small ones must not make a large one late.
    (a, b) => Number(b.sats - a.sats) || a.deadlineHeight - b.deadlineHeight || Number(a.reqId - b.reqId),
  )
  const result: PayResult = { due: [], short: false, denied: [] }
  for (const share of ordered) {
    // One whose payout script is too much to be read must not hold up the others (X8).
    const denied = await apart(ctx, actionOf(share), () => further(ctx, round, share, result))
    if (denied) result.denied.push(denied)
  }
  return result
}

async function further(
  ctx: StakerContext,
  round: PayRound,
  share: OwedShare,
  result: PayResult,
): Promise<void> {
  const { say } = ctx
  const action = actionOf(share)
  ctx.step('seen', action)
  const decision = decidePay(share, round.view, round.clocks)
  if (decision.kind === 'paid') {
    say(action, 'info', { event: 'agent.mined', action, txid: decision.txid })
    return
  }
  result.due.push(share)
  switch (decision.kind) {
    case 'unclear':
      say(action, 'error', { event: 'agent.unclear', action, txid: decision.txid, why: decision.why })
      break
    case 'too-late':
      say(action, 'error', { event: 'agent.too-late', action, deadlineHeight: share.deadlineHeight })
      break
    case 'wait':
      result.short ||= decision.why === 'no-coin'
      say(action, 'info', { event: 'agent.waiting', action, why: decision.why })
      break
    case 'in-flight':
      await care(ctx, round, share, decision.tx, decision.anchor)
      break
    case 'create':
      if ((await pay(ctx, round, share, decision.anchor)) === 'short') result.short = true
  }
}

async function pay(
  ctx: StakerContext,
  round: PayRound,
  { reqId, share: number }: OwedShare,
  anchor: OwnOutput,
): Promise<'sent' | 'short' | 'held'> {
  const { say, staker, config, intents } = ctx
  const name = `${reqId}.${number}`
  const action = actionOf({ reqId, share: number })
  const hold = (why: string, level: 'info' | 'warn' | 'error' = 'info', event = 'agent.waiting') => {
    say(action, level, { event, action, why })
    return 'held' as const
  }
  // Everything again, at once before it is signed.
  const share = await readShareFinal(ctx, { reqId, share: number })
  if (share === null || share.state !== 'Pending' || !same(share.staker, staker)) return hold('not-final')
  const again = decidePay(share, round.view, round.clocks, await foreignPayments(ctx, share))
  if (again.kind !== 'create' || outpointKey(again.anchor) !== outpointKey(anchor))
    return hold(again.kind === 'wait' ? again.why : again.kind)
  if (await spendOf(ctx, anchor)) return hold('coin-busy')
  const intent = intents.get(name)
  if (intent && outpointKey(intent.anchor) !== outpointKey(anchor)) {
    const by = round.view.spends.get(outpointKey(intent.anchor))
    // The chain alone decides, but where memory contradicts it a person should look before money moves.
    if (by === undefined || !isFinal(by.height, round.view.tipHeight))
      return hold('an earlier attempt began with another coin that is not spent', 'error', 'agent.unclear')
  }
  const payments = paymentsOf(ctx, share)
  const left = share.deadlineHeight - round.clocks.bitcoinHeight
  const satsPerKvb = cappedRate(estimatedRate(round.estimates, targetBlocks(left)), config.maxSatsPerKvb)
  const spend = chooseSpend(ctx, round, { anchor, payments, satsPerKvb, intent })
  if (spend === null) {
    say(action, 'error', { event: 'agent.short', action, payoutSats: String(share.payoutSats) })
    return 'short'
  }
  if (spend.feeSats > config.maxFeeSats)
    return hold(`a fee of ${spend.feeSats} sats`, 'error', 'agent.too-dear')
  // What the withdrawer pays for is nobody's loss: else many small requests would use up what others' payments need.
  const { sats, payoutSats } = share
  const ownSats = spend.feeSats > sats - payoutSats ? spend.feeSats - (sats - payoutSats) : 0n
  if (ownSats > round.feesLeftSats) return hold('daily fees used up', 'error', 'agent.too-dear')
  ctx.step('chosen', action)
  const permit = permitOf(ctx, round.view, share, anchor)
  const sent = await send(ctx, { name, action, anchor, spend, permit, height: round.view.tipHeight })
  const fields = { action, txid: sent.txid, sats: String(share.payoutSats), feeSats: String(spend.feeSats) }
  if (!sent.accepted) return hold(sent.refusals.join('; '), 'error', 'agent.refused')
  round.feesLeftSats -= ownSats
  ctx.log.info({ event: 'agent.paid', ...fields, inputs: spend.inputs.map(outpointKey) })
  // The next share of this round must not want the same coins.
  const tx: ViewTransaction = {
    txid: sent.txid,
    height: null,
    time: null,
    inputs: spend.inputs,
    outputs: spend.outputs.map(({ sats, script }) => ({ sats, script: bytesToHex(script) })),
  }
  for (const input of spend.inputs)
    (round.view.spends as Map<string, ViewTransaction>).set(outpointKey(input), tx)
  return 'sent'
}

async function care(
  ctx: StakerContext,
  { view, clocks, estimates }: PayRound,
  { reqId, share: number }: OwedShare,
  tx: ViewTransaction,
  anchor: OwnOutput,
): Promise<void> {
  const share = await readShareFinal(ctx, { reqId, share: number })
  if (share === null || (share.state !== 'Pending' && share.state !== 'TimedOut')) return
  const left = share.deadlineHeight - clocks.bitcoinHeight
  await careFor(ctx, view, {
    name: `${reqId}.${number}`,
    action: actionOf(share),
    tx,
    anchor,
    payments: paymentsOf(ctx, share),
    coins: new Map([...view.outputs].map(([key, coin]) => [key, keyCoin(coin)])),
    permit: permitOf(ctx, view, share, anchor),
    estimate: estimatedRate(estimates, targetBlocks(left)),
  })
}
