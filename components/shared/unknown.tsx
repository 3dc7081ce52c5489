import { useTranslations } from 'next-intl'
import { DASH } from '@/lib/format/dash'

/** What is not known is a dash, never a zero. */
export function Unknown() {
  const t = useTranslations('common')
  return (
    <span className="text-ink-faint">
      <span aria-hidden="true">{DASH}</span>
      <span className="sr-only">{t('unknown')}</span>
    </span>
  )
}
