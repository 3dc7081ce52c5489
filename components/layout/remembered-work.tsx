'use client'
import { useSyncExternalStore } from 'react'
import { browserStorage } from '@/lib/wallet/browser-storage'
import { rememberedWork } from '@/lib/wallet/remembered-work'
import { WorkSigns } from './work-signs'

const watch = (watcher: () => void) => {
  addEventListener('storage', watcher)
  return () => removeEventListener('storage', watcher)
}

/** What waited when a page with a wallet last knew, in this or another tab: nobody is asked anything. */
export function RememberedWork() {
  const count = useSyncExternalStore(
    watch,
    () => rememberedWork(browserStorage(), Date.now()),
    () => 0,
  )
  return <WorkSigns count={count} />
}
