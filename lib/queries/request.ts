import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { depositAnswer } from '../api/deposits'
import { requestAnswer } from '../api/requests'
import { AnswerError } from './answer-error'
import { fetchAnswer } from './fetch-answer'

export type RequestAnswer = z.output<typeof depositAnswer>

/** One deposit as the index knows it; null while it knows none with this id, which may only mean that it is behind. */
export const requestQuery = (reqId: bigint) =>
  queryOptions({
    queryKey: ['request', reqId.toString()],
    queryFn: async ({ signal }): Promise<RequestAnswer | null> => {
      try {
        const { data, meta } = await fetchAnswer(`/api/v1/requests/${reqId}`, requestAnswer, signal)
        return data.kind === 'deposit' ? { data, meta } : null
      } catch (error) {
        if (error instanceof AnswerError && error.status === 404) return null
        throw error
      }
    },
    refetchInterval: 3_000,
    retry: false,
  })
