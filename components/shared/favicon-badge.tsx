'use client'
import { useEffect } from 'react'

/** How many of them are mounted: the dot stays until the last is gone. */
let mounted = 0
let plain = ''

/** While mounted, the tab's icon carries a dot: something waits for the person. */
export function FaviconBadge() {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (!icon) return
    if (mounted === 0) plain = icon.href
    mounted += 1
    icon.href = '/favicon-badge.svg'
    return () => {
      mounted -= 1
      if (mounted === 0) icon.href = plain
    }
  }, [])
  return null
}
