import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { chooseCoins } from '../../../lib/bitcoin/choose-coins.ts'
import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { TransactionOutput } from '../../../lib/bitcoin/parse-transaction.ts'
import { payoutMarkingScript } from '../../../lib/bitcoin/payout-marking-script.ts'
import { payoutTag } from '../../../lib/bitcoin/payout-tag.ts'
import { type Spend, spendCoins } from '../../../lib/bitcoin/spend-coins.ts'
import type { WithdrawalShare } from '../../../lib/core/withdrawal-share.ts'
import { readWithdrawalHead } from '../../../lib/evm/read-withdrawal-head.ts'
import { readWithdrawalShare } from '../../../lib/evm/read-withdrawal-share.ts'
import { anchorOf, LEAST_COIN_SATS } from '../decide/agent-anchor.ts'
import { cappedRate, estimatedRate, targetBlocks } from '../decide/agent-fee.ts'
import { decidePay, freeCoins, isFinal, type PayClocks } from '../decide/agent-pay.ts'
import type { CoinView, OwnOutput, ViewTransaction } from '../decide/agent-view.ts'
import { viewed } from '../execution/script-history.ts'
import type { Permit } from '../policy/bitcoin-policy.ts'
import { same } from './agent-book.ts'
import type { StakerContext } from './agent-context.ts'
import { readFinal } from './agent-final.ts'
import { careFor } from './agent-flight.ts'
import { send } from './agent-send.ts'

/** Pages of a payout script's history that are looked through for payments made by hand; an exchange's has no end. */
const foreignPages = 8

export interface PayRound {
  view: CoinView
  clocks: PayClocks
  shares: readonly WithdrawalShare[]
  estimates: readonly ReadonlyMap<number, number>[]
  feesLeftSats: bigint
}

export interface PayResult {
  /** shares that no block pays yet */
  due: WithdrawalShare[]
  /** a payment waits because there are no coins for it */
  short: boolean
}

/** Takes every share that waits for this staker one step further, the nearest deadline first. */
export async function payRound(ctx: StakerContext, round: PayRound): Promise<PayResult> {
  const { say } = ctx
  const ordered = round.shares.toSorted(
    (a, b) => a.deadlineHeight - b.deadlineHeight || Number(a.reqId - b.reqId),
  )
  const due: WithdrawalShare[] = []
  let short = false
  for (const share of ordered) {
    const action = actionOf(share)
    ctx.step('seen', action)
    const decision = decidePay(share, round.view, round.clocks)
    if (decision.kind === 'paid') {
      say(action, 'info', { event: 'agent.mined', action, txid: decision.txid })
      continue
    }
    due.push(share)
    switch (decision.kind) {
      case 'unclear':
        say(action, 'error', { event: 'agent.unclear', action, txid: decision.txid, why: decision.why })
        break
      case 'too-late':
        say(action, 'error', { event: 'agent.too-late', action, deadlineHeight: share.deadlineHeight })
        break
      case 'wait':
        short ||= decision.why === 'no-coin'
        say(action, 'info', { event: 'agent.waiting', action, why: decision.why })
        break
      case 'in-flight':
        await care(ctx, round, share, decision.tx, decision.anchor)
        break
      case 'create':
        short = (await pay(ctx, round, share, decision.anchor)) === 'short' || short
    }
  }
  return { due, short }
}

export const actionOf = ({ reqId, share }: Pick<WithdrawalShare, 'reqId' | 'share'>) =>
  `agent.pay:${reqId}.${share}`

/** What the chains say about a share now and deep enough to stay; null when they differ or it is nobody's. */
export function readShareFinal(
  ctx: StakerContext,
  { reqId, share }: Pick<WithdrawalShare, 'reqId' | 'share'>,
): Promise<WithdrawalShare | null> {
  const { withdrawals } = ctx.contracts
  return readFinal(ctx, `share ${reqId}.${share}`, async (client, at) => {
    const head = await readWithdrawalHead(client, withdrawals, reqId, at)
    return head && (await readWithdrawalShare(client, withdrawals, head, share, at))
  })
}

async function pay(
  ctx: StakerContext,
  round: PayRound,
  { reqId, share: number }: WithdrawalShare,
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
  if (await isSpent(ctx, anchor)) return hold('coin-busy')
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
  const spend = chooseSpend(ctx, round, { share, anchor, payments, satsPerKvb, intent })
  if (spend === null) {
    say(action, 'error', { event: 'agent.short', action, payoutSats: String(share.payoutSats) })
    return 'short'
  }
  if (spend.feeSats > config.maxFeeSats)
    return hold(`a fee of ${spend.feeSats} sats`, 'error', 'agent.too-dear')
  if (spend.feeSats > round.feesLeftSats) return hold('daily fees used up', 'error', 'agent.too-dear')
  ctx.step('chosen', action)
  const permit = permitOf(ctx, round.view, share, anchor)
  const sent = await send(ctx, { name, action, anchor, spend, permit, height: round.view.tipHeight })
  const fields = { action, txid: sent.txid, sats: String(share.payoutSats), feeSats: String(spend.feeSats) }
  if (!sent.accepted) return hold(sent.refusals.join('; '), 'error', 'agent.refused')
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

/** The coins of the first attempt when it is known and they are all there; else the anchor and what it takes besides. */
function chooseSpend(
  ctx: StakerContext,
  { view, shares }: PayRound,
  order: {
    share: WithdrawalShare
    anchor: OwnOutput
    payments: TransactionOutput[]
    satsPerKvb: bigint
    intent: ReturnType<StakerContext['intents']['get']>
  },
): Spend | null {
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

async function care(
  ctx: StakerContext,
  { view, clocks, estimates }: PayRound,
  { reqId, share: number }: WithdrawalShare,
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

function permitOf(
  { staker, config }: StakerContext,
  view: CoinView,
  share: WithdrawalShare,
  anchor: OwnOutput,
): Permit {
  return {
    kind: 'pay',
    share,
    staker,
    anchor,
    coins: new Map([...view.outputs].map(([key, { sats }]) => [key, sats])),
    limits: config,
  }
}

/** The payment and its marking, the marking computed here: the policy compares it with what the contract says. */
function paymentsOf({ chainId, contracts }: StakerContext, share: WithdrawalShare): TransactionOutput[] {
  const tag = payoutTag(chainId, contracts.withdrawals)
  return [
    { sats: share.payoutSats, script: fromHex(share.payoutScript) },
    { sats: 0n, script: payoutMarkingScript({ tag, reqId: share.reqId, share: share.share }) },
  ]
}

/** Any server that knows a spend of the coin is believed. @throws NoEndpointError when too few answer */
async function isSpent({ bitcoin }: StakerContext, { txid, vout }: OwnOutput): Promise<boolean> {
  const answers = await bitcoin.askEnough((esplora) => esplora.outspends(txid))
  return answers.some(({ value }) => value[vout] !== null)
}

/** Payments of a share from elsewhere, e.g. by hand. A help: own payments are found without it. */
async function foreignPayments(ctx: StakerContext, share: WithdrawalShare): Promise<ViewTransaction[]> {
  const scriptHash = bytesToHex(sha256(fromHex(share.payoutScript)))
  const answers = await ctx.bitcoin.askAll(async (esplora) => {
    const seen: ViewTransaction[] = []
    let after: string | undefined
    for (let page = 0; page < foreignPages; page++) {
      const found = (await esplora.scriptTransactions(scriptHash, after)).map(viewed)
      seen.push(...found)
      const last = found.findLast(({ height }) => height !== null)
      if (!last || (last.height ?? 0) < share.requestHeight || last.txid === after) return seen
      after = last.txid
    }
    ctx.log.debug({ event: 'agent.long-history', action: actionOf(share) }, 'only the newest were read')
    return seen
  })
  return answers.flat()
}

export const keyCoin = ({ txid, vout, sats }: OwnOutput): Coin => ({
  txid,
  vout,
  sats,
  lock: { kind: 'key' },
})
