import { infiniteQueryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { requestsAnswer, type requestsQuery as requestsFilter } from '../api/requests'
import { fetchAnswer } from './fetch-answer'

export type RequestsAnswer = z.output<typeof requestsAnswer>
export type RequestsFilter = Partial<Omit<z.output<typeof requestsFilter>, 'cursor' | 'limit'>>

/** A filter as the API takes it. */
export const requestsSearch = ({ account, ...rest }: RequestsFilter): URLSearchParams => {
  const filter = new URLSearchParams()
  for (const [key, value] of Object.entries({ ...rest, account: account?.toLowerCase() }))
    if (value !== undefined) filter.set(key, value)
  return filter
}

/** Requests of both kinds, newest first, page after page. Every page keeps its own `meta`, staleness included. */
export const requestsQuery = (asked: RequestsFilter = {}) => {
  const filter = requestsSearch(asked)
  return infiniteQueryOptions({
    queryKey: ['requests', filter.toString()],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams(filter)
      if (pageParam !== null) query.set('cursor', pageParam)
      return fetchAnswer(`/api/v1/requests?${query}`, requestsAnswer, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: RequestsAnswer) => last.data.nextCursor,
    refetchInterval: 5_000,
    retry: 1,
  })
}
