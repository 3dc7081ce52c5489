import type { PublicClient } from 'viem'
import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import type { TransactionOutput } from '../../../lib/bitcoin/parse-transaction.ts'
import { payoutMarkingScript } from '../../../lib/bitcoin/payout-marking-script.ts'
import { payoutTag } from '../../../lib/bitcoin/payout-tag.ts'
import { readPayoutMarking } from '../../../lib/bitcoin/read-payout-marking.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { readOwedShare } from '../../../lib/evm/read-owed-share.ts'
import { readWithdrawalHead } from '../../../lib/evm/read-withdrawal-head.ts'
import type { PayClocks } from '../decide/agent-pay.ts'
import type { CoinView, OwnOutput, ViewTransaction } from '../decide/agent-view.ts'
import type { Permit } from '../policy/bitcoin-policy.ts'
import type { StakerContext } from './agent-context.ts'
import { readFinal } from './agent-final.ts'

/** What one round of payments goes by. */
export interface PayRound {
  view: CoinView
  clocks: PayClocks
  shares: readonly OwedShare[]
  estimates: readonly ReadonlyMap<number, number>[]
  /** of the staker's own money; what withdrawers pay for it is not counted */
  feesLeftSats: bigint
}

export const actionOf = ({ reqId, share }: Pick<OwedShare, 'reqId' | 'share'>) =>
  `agent.pay:${reqId}.${share}`

/** The shares whose markings a transaction carries. */
export function sharesMarked(
  { chainId, contracts }: Pick<StakerContext, 'chainId' | 'contracts'>,
  { outputs }: Pick<ViewTransaction, 'outputs'>,
): { reqId: bigint; share: number }[] {
  const tag = toHex(payoutTag(chainId, contracts.withdrawals))
  return outputs.flatMap(({ script }) => {
    const marking = script.startsWith('6a') ? readPayoutMarking(fromHex(script)) : null
    return marking !== null && toHex(marking.tag) === tag
      ? [{ reqId: marking.reqId, share: marking.share }]
      : []
  })
}

/** What the chains say about a share now and deep enough to stay; null when they differ or it is nobody's. */
export function readShareFinal(
  ctx: StakerContext,
  { reqId, share }: Pick<OwedShare, 'reqId' | 'share'>,
): Promise<OwedShare | null> {
  const { withdrawals } = ctx.contracts
  const ask = async (client: PublicClient, at: { blockNumber: bigint }) => {
    const head = await readWithdrawalHead(client, withdrawals, reqId, at)
    return head && (await readOwedShare(client, withdrawals, head, share, at))
  }
  // A halt moves deadlines with every block, for as long as it lasts.
  const stays = (owed: OwedShare | null) => owed && { ...owed, deadlineTime: null, deadlineHeight: null }
  return readFinal(ctx, `share ${reqId}.${share}`, ask, stays)
}

/** What may be signed for a share: this payment, from these coins, the anchor among them. */
export function permitOf(
  { staker, config }: StakerContext,
  view: CoinView,
  share: OwedShare,
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
export function paymentsOf({ chainId, contracts }: StakerContext, share: OwedShare): TransactionOutput[] {
  const tag = payoutTag(chainId, contracts.withdrawals)
  return [
    { sats: share.payoutSats, script: fromHex(share.payoutScript) },
    { sats: 0n, script: payoutMarkingScript({ tag, reqId: share.reqId, share: share.share }) },
  ]
}

export const keyCoin = ({ txid, vout, sats }: OwnOutput): Coin => ({
  txid,
  vout,
  sats,
  lock: { kind: 'key' },
})
