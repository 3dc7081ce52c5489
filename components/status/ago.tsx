'use client'
import { useLocale, useTranslations } from 'next-intl'
import { formatRelative } from '@/lib/format/format-relative'

/** "4 seconds ago", for an age that the server measured itself. */
export function Ago({ seconds }: { seconds: number }) {
  const locale = useLocale()
  const t = useTranslations('common.time')
  return <>{seconds < 2 ? t('now') : formatRelative(0, seconds, locale)}</>
}
