'use client'
import { useCallback, useState } from 'react'
import { mergeRows } from '@/lib/flows/activity/rows'
import { requestsSearch } from '@/lib/queries/requests'
import { download } from './download'
import { type ActivityModel, toRowFilter } from './use-activity'
import { type ActivityFilter, toRequestsFilter } from './use-activity-filter'

type ExportState =
  | Readonly<{ name: 'idle' | 'failed' }>
  | Readonly<{ name: 'reading' | 'saved'; count: number }>

const types = { csv: 'text/csv', json: 'application/json' } as const

/** Reads every request that matches to the last one and hands the person a file; a part of a list is never handed out. */
export function useExport(filter: ActivityFilter, { account, tail, whole }: ActivityModel) {
  const [state, setState] = useState<ExportState>({ name: 'idle' })
  const save = useCallback(
    async (form: keyof typeof types) => {
      if (!whole) return setState({ name: 'failed' })
      setState({ name: 'reading', count: 0 })
      try {
        const [{ allRequests }, { toCsv, toJson }] = await Promise.all([
          import('@/lib/queries/all-requests'),
          import('@/lib/flows/activity/export-rows'),
        ])
        const indexed = await allRequests(
          requestsSearch(toRequestsFilter(filter, account)),
          new AbortController().signal,
          (count) => setState({ name: 'reading', count }),
        )
        const rows = mergeRows(
          indexed,
          tail.data?.requests ?? [],
          toRowFilter(filter, account),
          tail.data?.script,
        )
        download(`sluice-activity.${form}`, types[form], form === 'csv' ? toCsv(rows) : toJson(rows))
        setState({ name: 'saved', count: rows.length })
      } catch {
        setState({ name: 'failed' })
      }
    },
    [account, filter, tail.data, whole],
  )
  return { save, state }
}
