import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { statusAnswer } from '../api/status'
import { fetchAnswer } from './fetch-answer'

/** The answer of `GET /api/v1/status`, envelope and all. */
export type StatusAnswer = z.output<typeof statusAnswer>

/** What the whole deployment looks like now, asked for again every four seconds while the page is visible. */
export const statusQuery = () =>
  queryOptions({
    queryKey: ['status'],
    queryFn: ({ signal }) => fetchAnswer('/api/v1/status', statusAnswer, signal),
    refetchInterval: 4_000,
    staleTime: 2_000,
    retry: 1,
  })
