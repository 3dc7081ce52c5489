import { infiniteQueryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { stakersAnswer } from '../api/stakers'
import { fetchAnswer } from './fetch-answer'

export type StakersAnswer = z.output<typeof stakersAnswer>

/** Stakers in the order in which they registered, page after page. */
export const stakersQuery = () =>
  infiniteQueryOptions({
    queryKey: ['stakers'],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({
        limit: '100',
        ...(pageParam === null ? {} : { cursor: pageParam }),
      })
      return fetchAnswer(`/api/v1/stakers?${query}`, stakersAnswer, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: StakersAnswer) => last.data.nextCursor,
    staleTime: 10_000,
    retry: 1,
  })
