import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { depositAnswer } from '../api/deposits'
import { requestAnswer } from '../api/requests'
import { AnswerError } from './answer-error'
import { fetchAnswer } from './fetch-answer'

export type RequestAnswer = z.output<typeof depositAnswer>

/** A request of either kind, as the server may render a page with it. */
export type InitialRequest = z.output<typeof requestAnswer>

const depositOf = ({ data, meta }: InitialRequest): RequestAnswer | null =>
  data.kind === 'deposit' ? { data, meta } : null

/**
 * One deposit as the index knows it; null while it knows none with this id, which may only mean that it is behind.
 * @param initial what the server rendered with; asked again at once
 */
export const requestQuery = (reqId: bigint, initial: InitialRequest | null = null) =>
  queryOptions({
    queryKey: ['request', reqId.toString()],
    queryFn: async ({ signal }): Promise<RequestAnswer | null> => {
      try {
        return depositOf(await fetchAnswer(`/api/v1/requests/${reqId}`, requestAnswer, signal))
      } catch (error) {
        if (error instanceof AnswerError && error.status === 404) return null
        throw error
      }
    },
    ...(initial && { initialData: depositOf(initial), initialDataUpdatedAt: 0 }),
    refetchInterval: 3_000,
    retry: false,
  })
