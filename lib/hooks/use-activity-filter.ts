'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { kinds, recordedStates } from '@/lib/api/requests'
import { withdrawalStates } from '@/lib/core/withdrawal-state'

export const listedStates = {
  deposit: recordedStates,
  withdrawal: withdrawalStates.filter((state) => state !== 'None'),
} as const

export type ActivityFilter = Readonly<{
  kind: (typeof kinds)[number] | undefined
  /** a state of that kind; `open` for whatever nothing has ended yet */
  state: string | undefined
  search: string
  /** everybody's, not only the connected account's */
  everybody: boolean
}>

/** What the list is narrowed to. It stands in the URL, so that a reload or a link shows the same. */
export function useActivityFilter() {
  const params = useSearchParams()
  const filter = useMemo((): ActivityFilter => {
    const kind = kinds.find((known) => known === params.get('kind'))
    const state = params.get('state') ?? undefined
    const known =
      state === 'open' || (kind && (listedStates[kind] as readonly string[]).includes(state ?? ''))
    return {
      kind,
      state: known ? state : undefined,
      search: (params.get('search') ?? '').trim().slice(0, 100),
      everybody: params.get('whose') === 'all',
    }
  }, [params])
  const set = useCallback(
    (change: Partial<ActivityFilter>) => {
      const { kind, state, search, everybody } = { ...filter, ...change }
      const next = new URLSearchParams()
      if (kind) next.set('kind', kind)
      if (state) next.set('state', state)
      if (search) next.set('search', search)
      if (everybody) next.set('whose', 'all')
      window.history.replaceState(null, '', next.size === 0 ? window.location.pathname : `?${next}`)
    },
    [filter],
  )
  return { filter, set }
}

/** The same as the API takes it. @param account whose requests, or null for everybody's */
export const toRequestsFilter = ({ kind, state, search }: ActivityFilter, account: string | null) => ({
  ...(account !== null && { account }),
  ...(kind && { kind }),
  ...(state === 'open' ? { open: '1' as const } : state && { state: state as never }),
  ...(search && { search }),
})
