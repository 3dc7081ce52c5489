'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
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

  const index = useInfiniteQuery({ ...requestsQuery(toRequestsFilter(filter, account)), enabled: wanted })
  const indexed = useMemo(() => index.data?.pages.flatMap(({ data }) => data.items) ?? [], [index.data])
  const meta = index.data?.pages[0]?.meta ?? null
  const refused = index.error instanceof AnswerError && index.error.status === 400
  const behind = meta?.stale === true || (index.isError && !refused)

  const question = {
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
  const present = useRef(question)
  present.current = question
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
  return { account, connected, wanted, index, tail, meta, behind, refused, rows }
}
export type ActivityModel = ReturnType<typeof useActivity>
