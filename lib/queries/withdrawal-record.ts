import { queryOptions } from '@tanstack/react-query'
import { requestAnswer } from '../api/requests'
import { AnswerError } from './answer-error'
import { fetchAnswer } from './fetch-answer'

/** One withdrawal as the index tells it; null while it knows none with this id, which may only mean that it is behind. */
export const withdrawalRecordQuery = (reqId: bigint) =>
  queryOptions({
    queryKey: ['withdrawal-record', reqId.toString()],
    queryFn: async ({ signal }) => {
      try {
        const { data, meta } = await fetchAnswer(`/api/v1/requests/${reqId}`, requestAnswer, signal)
        return data.kind === 'withdrawal' ? { data, meta } : null
      } catch (error) {
        if (error instanceof AnswerError && error.status === 404) return null
        throw error
      }
    },
    refetchInterval: 4_000,
    retry: false,
  })
