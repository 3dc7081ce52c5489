import { queryOptions } from '@tanstack/react-query'
import { stakerAnswer } from '../api/stakers'
import { fetchAnswer } from './fetch-answer'

/** A staker's standing and history as the index knows it. */
export const stakerQuery = (address: string) =>
  queryOptions({
    queryKey: ['staker', address.toLowerCase()],
    queryFn: ({ signal }) => fetchAnswer(`/api/v1/stakers/${address}`, stakerAnswer, signal),
    staleTime: 15_000,
    retry: 1,
  })
