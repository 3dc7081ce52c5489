'use client'
import { useEffect } from 'react'

/** While mounted, the tab's icon carries a dot: something waits for the person. */
export function FaviconBadge() {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (!icon) return
    const before = icon.href
    icon.href = '/favicon-badge.svg'
    return () => {
      icon.href = before
    }
  }, [])
  return null
}
