'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { createFeed } from '../queries/create-feed'
import { fetchStatus } from '../queries/fetch-status'
import { type StatusAnswer, type StatusView, statusView } from '../queries/status-view'

const feed = createFeed<StatusView>(async (signal) => statusView(await fetchStatus(signal)), {
  everyMs: 4_000,
  visible: () => document.visibilityState === 'visible',
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  },
})
const none = { value: null, failed: false } as const

/**
 * State of the deployment, fresh within seconds; one question for all of a page. `initial` is what the server rendered
 * with. `data` is undefined until anything is known; with `isError` it is the last good answer.
 */
export function useStatus(initial?: StatusAnswer | null) {
  const { value, failed } = useSyncExternalStore(feed.subscribe, feed.state, () => none)
  const first = useMemo(() => (initial ? statusView(initial) : undefined), [initial])
  const data = value ?? first
  return { data, isPending: data === undefined && !failed, isError: failed }
}
