'use client'
import { useLocale } from 'next-intl'
import { formatRelative } from '@/lib/format/format-relative'

/** "4 seconds ago", for an age that the server measured itself. */
export function Ago({ seconds }: { seconds: number }) {
  return <>{formatRelative(0, Math.max(0, seconds), useLocale())}</>
}
