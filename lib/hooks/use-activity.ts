'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { isWhole, keepRead, type ListRead } from '@/lib/flows/activity/keep-read'
import { isEnded, mergeRows, type RowFilter } from '@/lib/flows/activity/rows'
import { AnswerError } from '@/lib/queries/answer-error'
import { requestsQuery } from '@/lib/queries/requests'
import { useSettings } from './settings'
import { type ActivityFilter, toRequestsFilter } from './use-activity-filter'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useEvmAccount } from './use-evm-account'

/** What stands in the list's own filter, for rows that only the chain knows. */
export const toRowFilter = (filter: ActivityFilter, account: string | null): RowFilter => ({
  kind: filter.kind,
  state: filter.state === 'open' ? undefined : filter.state,
  open: filter.state === 'open',
  search: filter.search,
  account: account ?? undefined,
})

/**
 * The requests that match, from the index, and what the chain knows beyond it: requests that the index lacks, and the
 * present state of the rest while the index is behind or gone. Rows of one account never stand in for another's (C15).
 */
export function useActivity(filter: ActivityFilter) {
  const { bitcoin } = useSettings()
  const connection = useEvmAccount()
  const connected = connection.status === 'connected' ? connection.address : null
  const account = filter.everybody ? null : connected
  const wanted = account !== null || filter.everybody || filter.search !== ''
  const { readers } = useChainReaders(wanted)
  const { manager, withdrawals } = useBridgeContracts()

  const asked = requestsQuery(toRequestsFilter(filter, account))
  const index = useInfiniteQuery({ ...asked, enabled: wanted })
  const meta = index.data?.pages[0]?.meta ?? null
  const question = asked.queryKey.join()
  const furthest = useRef<ListRead | null>(null)
  const indexed = useMemo(() => {
    const block = index.data?.pages[0]?.meta.block
    if (block === undefined) return []
    const items = index.data?.pages.flatMap(({ data }) => data.items) ?? []
    furthest.current = keepRead({ question, block, items }, furthest.current)
    return furthest.current.items
  }, [index.data, question])
  const refused = index.error instanceof AnswerError && index.error.status === 400
  // where the server does not know the chain's head, it cannot know that the list is not behind
  const behind = meta?.stale === true || meta?.indexerLag === null || (index.isError && !refused)

  const wantedOfChain = {
    manager,
    withdrawals,
    network: bitcoin.network,
    account: account as `0x${string}` | null,
    indexBlock: index.isError ? null : (meta?.block ?? null),
    // what the index has found need not be looked for
    search: indexed.length === 0 || behind ? filter.search : '',
    states: behind
      ? indexed.filter(({ state }) => !isEnded(state)).map(({ kind, reqId }) => ({ kind, reqId }))
      : [],
  }
  // the question moves with every block; whoever asks next asks the present one
  const present = useRef(wantedOfChain)
  present.current = wantedOfChain
  const tail = useQuery({
    queryKey: ['activity-tail', account, filter.search, readers.length, behind, indexed.length === 0],
    queryFn: async () => {
      const { readTail } = await import('@/lib/flows/activity/read-tail')
      return readTail(readers, present.current)
    },
    enabled: readers.length > 0 && wanted && !index.isPending && !refused,
    refetchInterval: 4_000,
    retry: false,
    placeholderData: (before, query) =>
      query?.queryKey[1] === account && query.queryKey[2] === filter.search ? before : undefined,
  })

  const rows = useMemo(
    () => mergeRows(indexed, tail.data?.requests ?? [], toRowFilter(filter, account), tail.data?.script),
    [account, filter, indexed, tail.data],
  )
  /** null while the chain is still asked about what the index lacks */
  const whole =
    behind && tail.isLoading ? null : isWhole(behind, meta?.block ?? null, tail.data?.from ?? null)
  return { account, connected, wanted, index, tail, meta, behind, refused, rows, whole }
}
export type ActivityModel = ReturnType<typeof useActivity>
