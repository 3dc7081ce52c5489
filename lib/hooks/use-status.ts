'use client'
import { useQuery } from '@tanstack/react-query'
import { type StatusAnswer, statusQuery } from '../queries/status'
import { statusView } from '../queries/status-view'

/** State of the deployment, fresh within seconds. `initial` is what the server rendered with. */
export function useStatus(initial?: StatusAnswer | null) {
  return useQuery({ ...statusQuery(), select: statusView, ...(initial && { initialData: initial }) })
}
