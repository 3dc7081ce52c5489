import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import type { OwnOutput, ViewTransaction } from '../decide/agent-view.ts'
import { grouped, witnesses } from '../execution/agree.ts'
import { viewed } from '../execution/script-history.ts'
import type { StakerContext } from './agent-context.ts'
import { actionOf } from './agent-share.ts'

/** Pages of a payout script's history that are looked through for payments made by hand; an exchange's has no end. */
const foreignPages = 8

/**
 * A server that knows a spend of the coin is believed, of three or more two; in which block it is, when all say the same.
 * @returns null while it is not spent @throws NoEndpointError when too few answer
 */
export async function spendOf(
  { bitcoin }: Pick<StakerContext, 'bitcoin'>,
  { txid, vout }: Pick<OwnOutput, 'txid' | 'vout'>,
): Promise<{ txid: string; height: number | null } | null> {
  const answers = await bitcoin.askEnough((esplora) => esplora.outspends(txid))
  const known = answers.flatMap(({ value }) => value[vout] ?? [])
  const [first] = known
  if (first === undefined || known.length < witnesses(answers.length)) return null
  const said = new Set(known.map((spend) => `${spend.txid} ${spend.status?.blockHash}`))
  const agreed = known.length === answers.length && said.size === 1
  return { txid: first.txid, height: agreed ? (first.status?.height ?? null) : null }
}

/** Payments of a share from elsewhere, e.g. by hand. A help: own payments are found without it. */
export async function foreignPayments(ctx: StakerContext, share: OwedShare): Promise<ViewTransaction[]> {
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
  return grouped(answers.flat(), ({ txid }) => txid).flatMap((known) =>
    known.length >= witnesses(answers.length) ? [known[0]] : [],
  )
}
