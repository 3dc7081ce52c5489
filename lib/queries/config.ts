import { queryOptions } from '@tanstack/react-query'
import { configSchema } from '../api/status'
import { fetchAnswer } from './fetch-answer'

/** Public settings of the deployment; they do not change while a page is open. */
export const configQuery = () =>
  queryOptions({
    queryKey: ['config'],
    queryFn: ({ signal }) => fetchAnswer('/api/v1/config', configSchema, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })
