import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { payoutTag } from '../../../lib/bitcoin/payout-tag.ts'
import { readPayoutMarking } from '../../../lib/bitcoin/read-payout-marking.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { ViewTransaction } from '../decide/agent-view.ts'
import type { StakerContext } from './agent-context.ts'
import { careFor } from './agent-flight.ts'
import { actionOf, keyCoin, type PayRound, readShareFinal } from './agent-share.ts'

/**
 * Takes back unmined payments of shares that they no longer count for: the owner has retried the share or taken collateral,
 * or somebody else has paid it. The same coins go to the own script instead, at a higher fee.
 */
export async function cancelVain(ctx: StakerContext, round: PayRound): Promise<void> {
  const wanted = new Set(round.shares.map(actionOf))
  for (const { tx, id } of unminedPayments(ctx, round)) {
    const action = actionOf(id)
    const anchor = tx.inputs[0]
    if (wanted.has(action) || anchor === undefined) continue
    const share = await readShareFinal(ctx, id)
    const over = share !== null && share.state !== 'Pending' && share.state !== 'TimedOut'
    if (!over) continue
    const coins = new Map([...round.view.outputs].map(([key, coin]) => [key, keyCoin(coin)]))
    await careFor(ctx, round.view, {
      name: `${id.reqId}.${id.share}`,
      action: action.replace('.pay', '.cancel'),
      tx,
      anchor,
      payments: [],
      coins,
      permit: {
        kind: 'own',
        coins: new Map([...coins].map(([key, { sats }]) => [key, sats])),
        limits: ctx.config,
      },
      cancel: true,
      estimate: null,
    })
  }
}

function unminedPayments(
  { chainId, contracts }: StakerContext,
  { view }: PayRound,
): { tx: ViewTransaction; id: { reqId: bigint; share: number } }[] {
  const tag = toHex(payoutTag(chainId, contracts.withdrawals))
  return view.transactions.flatMap((tx) => {
    if (tx.height !== null || !tx.inputs.every((input) => view.outputs.has(outpointKey(input)))) return []
    const marking = tx.outputs
      .map(({ script }) => readPayoutMarking(fromHex(script)))
      .find((found) => found !== null && toHex(found.tag) === tag)
    return marking ? [{ tx, id: marking }] : []
  })
}
