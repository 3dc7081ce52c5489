import type { AnyRequestDto } from '../../api/requests.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import type { Sat } from '../../core/units.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'

/** A request as the chain has it now, with the transaction that asked for it where that is known. */
export type ChainRequest = Readonly<{ tx: string | null }> &
  (Readonly<{ kind: 'deposit'; request: Deposit }> | Readonly<{ kind: 'withdrawal'; request: Withdrawal }>)

/** What a list says of a request, from whichever of the two knows it. */
export type ActivityRow = Readonly<{
  kind: AnyRequestDto['kind']
  reqId: string
  state: AnyRequestDto['state']
  sats: Sat
  /** who asked */
  by: string
  tx: string | null
  /** Unix seconds; null where only the chain's state is known */
  time: number | null
  /** the index's own row; null while it lacks the request */
  indexed: AnyRequestDto | null
  /** the chain's own word; null where it was not asked */
  chain: ChainRequest | null
}>

/** What a list is narrowed to; every part that is given must hold. */
export type RowFilter = Readonly<{
  kind?: string | undefined
  state?: string | undefined
  open?: boolean | undefined
  search?: string | undefined
  /** who must have a part in it */
  account?: string | undefined
}>

const ended: ReadonlySet<string> = new Set(['Minted', 'Cancelled', 'Complete', 'Failed'])
/** Nothing more can happen to a request in this state. */
export const isEnded = (state: AnyRequestDto['state']): boolean => ended.has(state)

const fromChain = (found: ChainRequest): ActivityRow => ({
  kind: found.kind,
  reqId: found.request.reqId.toString(),
  state: found.request.state,
  sats: found.request.sats,
  by: found.kind === 'deposit' ? found.request.requester : found.request.owner,
  tx: found.tx,
  time: null,
  indexed: null,
  chain: found,
})

const fromIndex = (indexed: AnyRequestDto, chain: ChainRequest | undefined): ActivityRow => ({
  kind: indexed.kind,
  reqId: indexed.reqId,
  // the chain decides, the index informs
  state: chain?.request.state ?? indexed.state,
  sats: BigInt(indexed.sats) as Sat,
  by: indexed.kind === 'deposit' ? indexed.requester : indexed.owner,
  tx: indexed.requested.tx,
  time: indexed.requested.time,
  indexed,
  chain: chain ?? null,
})

/** Who has a part in it, by the chain's word. */
const people = ({ chain }: ActivityRow): readonly string[] => {
  if (chain === null) return []
  const { kind, request } = chain
  const all = kind === 'deposit' ? [request.requester, request.recipient] : [request.owner]
  return all.map((address) => address.toLowerCase())
}

/** Names under which a search finds a request that only the chain knows. */
const names = (row: ActivityRow): readonly string[] => {
  const { reqId, tx, chain } = row
  const script = chain?.kind === 'deposit' ? chain.request.assignment?.script : chain?.request.payoutScript
  return [...people(row), ...[reqId, tx, script].flatMap((name) => (name ? [name.toLowerCase()] : []))]
}

/**
 * One list of what the index has and what only the chain has yet, newest first: a request that is on chain shows even
 * though the index is behind or gone (C5, C6), once, and with the chain's own state.
 * @param script what the Bitcoin address that is searched for pays to; null when none is
 */
export function mergeRows(
  indexed: readonly AnyRequestDto[],
  chain: readonly ChainRequest[],
  filter: RowFilter,
  script: string | null = null,
): readonly ActivityRow[] {
  const known = new Map(chain.map((found) => [found.request.reqId.toString(), found]))
  const rows = indexed.map((row) => fromIndex(row, known.get(row.reqId)))
  const listed = new Set(indexed.map(({ reqId }) => reqId))
  const wanted = (script ?? filter.search)?.toLowerCase()
  const extra = chain
    .filter(({ request }) => !listed.has(request.reqId.toString()))
    .map(fromChain)
    .filter((row) => !wanted || names(row).includes(wanted))
    .filter((row) => !filter.account || people(row).includes(filter.account.toLowerCase()))
  return [...extra, ...rows]
    .filter(
      ({ kind, state }) =>
        (filter.kind === undefined || filter.kind === kind) &&
        (filter.state === undefined || filter.state === state) &&
        (filter.open !== true || !isEnded(state)),
    )
    .sort((a, b) => (BigInt(a.reqId) < BigInt(b.reqId) ? 1 : -1))
}
