import { queryOptions } from '@tanstack/react-query'
import { fetchStatus } from './fetch-status'

/** The state of the deployment for who must have it anew at one moment; pages follow the feed of `useStatus`. */
export const statusQuery = () =>
  queryOptions({
    queryKey: ['status'],
    queryFn: ({ signal }) => fetchStatus(signal),
    staleTime: 2_000,
    retry: 1,
  })
