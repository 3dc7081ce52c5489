'use client'
import { useLocale } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { formatAbsolute } from '@/lib/format/format-absolute'
import { Unknown } from './unknown'

const never = () => () => {}

/** A point in time in the reader's own zone. The server does not know it and says UTC until the browser takes over. */
export function Moment({ time }: { time: number | null | undefined }) {
  const locale = useLocale()
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
  if (time === null || time === undefined) return <Unknown />
  return (
    <time dateTime={new Date(time * 1_000).toISOString()} title={formatAbsolute(time, locale, 'UTC')}>
      {formatAbsolute(time, locale, zone)}
    </time>
  )
}
