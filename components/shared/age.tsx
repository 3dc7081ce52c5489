'use client'
import { useLocale, useTranslations } from 'next-intl'
import { formatAbsolute } from '@/lib/format/format-absolute'
import { formatRelative } from '@/lib/format/format-relative'
import { Unknown } from './unknown'
import { useNow } from './use-now'

/** How long ago something was; the exact time on hover. `time` in Unix seconds. */
export function Age({ time }: { time: number | null | undefined }) {
  const locale = useLocale()
  const t = useTranslations('common.time')
  const now = useNow()
  if (time === null || time === undefined || now === null) return <Unknown />
  return (
    <time dateTime={new Date(time * 1_000).toISOString()} title={formatAbsolute(time, locale)}>
      {now - time < 2 ? t('now') : formatRelative(time, now, locale)}
    </time>
  )
}
