/** What a feed last knew. `failed` says that the newest attempt gave nothing; `value` is then the last good one. */
export type FeedState<T> = Readonly<{ value: T | null; failed: boolean }>

/** When to ask: how long between answers, and whether anyone is looking at all. */
export type FeedClock = Readonly<{
  everyMs: number
  /** false while the page is hidden; then nothing is asked */
  visible: () => boolean
  /** calls back when `visible` may have changed; returns how to stop that */
  onVisibility: (listener: () => void) => () => void
}>

/**
 * One value that all of a page follows: read at once, then again a while after each answer, only while somebody listens
 * and the page is seen. Shaped for React's `useSyncExternalStore`, without React.
 */
export function createFeed<T>(read: (signal: AbortSignal) => Promise<T>, clock: FeedClock) {
  let state: FeedState<T> = { value: null, failed: false }
  const listeners = new Set<() => void>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null
  let unwatch: (() => void) | null = null

  const set = (next: FeedState<T>) => {
    state = next
    for (const listener of listeners) listener()
  }
  const ask = async () => {
    clearTimeout(timer)
    if (running || !clock.visible()) return
    const mine = new AbortController()
    running = mine
    try {
      const value = await read(mine.signal)
      if (running === mine) set({ value, failed: false })
    } catch {
      if (running === mine) set({ value: state.value, failed: true })
    }
    if (running !== mine) return
    running = null
    timer = setTimeout(ask, clock.everyMs)
  }

  return {
    state: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        unwatch = clock.onVisibility(() => void ask())
        void ask()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        running?.abort()
        running = null
        unwatch?.()
      }
    },
  }
}
