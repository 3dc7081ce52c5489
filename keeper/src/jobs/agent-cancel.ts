import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { readConsumed } from '../../../lib/evm/read-consumed.ts'
import type { ViewTransaction } from '../decide/agent-view.ts'
import type { PolicyDeniedError } from '../errors.ts'
import { apart } from './agent-apart.ts'
import type { StakerContext } from './agent-context.ts'
import { careFor } from './agent-flight.ts'
import { actionOf, keyCoin, type PayRound, readShareFinal, sharesMarked } from './agent-share.ts'

/**
 * Takes back unmined payments of shares that they no longer count for: the owner has retried the share or taken collateral,
 * or somebody else has paid it. The same coins go to the own script instead, at a higher fee. One that the contract counted
 * already stays, also when Bitcoin has taken its block back: its tokens are burned for it.
 * @returns what was refused to be signed
 */
export async function cancelVain(ctx: StakerContext, round: PayRound): Promise<PolicyDeniedError[]> {
  const wanted = new Set(round.shares.map(actionOf))
  const denied: PolicyDeniedError[] = []
  for (const { tx, id } of unminedPayments(ctx, round)) {
    const action = actionOf(id)
    if (wanted.has(action)) continue
    const refused = await apart(ctx, action.replace('.pay', '.cancel'), () => cancel(ctx, round, tx, id))
    if (refused) denied.push(refused)
  }
  return denied
}

async function cancel(
  ctx: StakerContext,
  { view }: PayRound,
  tx: ViewTransaction,
  id: { reqId: bigint; share: number },
): Promise<void> {
  const anchor = tx.inputs[0]
  const share = await readShareFinal(ctx, id)
  const over = share !== null && share.state !== 'Pending' && share.state !== 'TimedOut'
  if (!over || anchor === undefined || (await isCounted(ctx, tx))) return
  const coins = new Map([...view.outputs].map(([key, coin]) => [key, keyCoin(coin)]))
  await careFor(ctx, view, {
    name: `${id.reqId}.${id.share}`,
    action: actionOf(id).replace('.pay', '.cancel'),
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

/** The contract has counted an output of it for a share, of whatever request. */
async function isCounted({ evm, contracts }: StakerContext, tx: ViewTransaction): Promise<boolean> {
  const counted = await evm.read(`outputs of ${tx.txid}`, (client, blockNumber) =>
    Promise.all(
      tx.outputs.map((_, vout) =>
        readConsumed(client, contracts.withdrawals, tx.txid, vout, { blockNumber }),
      ),
    ),
  )
  return counted.includes(true)
}

function unminedPayments(
  ctx: StakerContext,
  { view }: PayRound,
): { tx: ViewTransaction; id: { reqId: bigint; share: number } }[] {
  return view.transactions.flatMap((tx) => {
    if (tx.height !== null || !tx.inputs.every((input) => view.outputs.has(outpointKey(input)))) return []
    const [id] = sharesMarked(ctx, tx)
    return id ? [{ tx, id }] : []
  })
}
