'use client'
import { useEffect } from 'react'
import { FaviconBadge } from '@/components/shared/favicon-badge'
import { setWorkCount } from '@/lib/hooks/work-count'

const counted = /^\(\d+\) /

/** Keeps `(n) ` before the tab's title, whichever page writes it. */
function useTitleCount(count: number): void {
  useEffect(() => {
    const write = () => {
      const bare = document.title.replace(counted, '')
      const wanted = count > 0 ? `(${count}) ${bare}` : bare
      if (document.title !== wanted) document.title = wanted
    }
    write()
    const watcher = new MutationObserver(write)
    watcher.observe(document.head, { childList: true, characterData: true, subtree: true })
    return () => watcher.disconnect()
  }, [count])
}

/** Says in title, icon and navigation how many requests wait for the person. */
export function WorkSigns({ count }: { count: number }) {
  useTitleCount(count)
  useEffect(() => {
    setWorkCount(count)
    return () => setWorkCount(0)
  }, [count])
  return count > 0 ? <FaviconBadge /> : null
}
