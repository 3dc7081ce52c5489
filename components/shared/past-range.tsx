'use client'
import { useLocale, useTranslations } from 'next-intl'
import { KeyValue } from '@/components/ui/key-values'
import { estimate, type PastDurations } from '@/lib/core/estimate'
import { formatRemaining } from '@/lib/format/format-remaining'
import { Unknown } from './unknown'

type Props = Readonly<{
  name: string
  past: PastDurations
  /** seconds for which it has been going on; null when that is not known */
  elapsed: number | null
}>

/** How long past operations took, less what has gone by, with how many those were; a dash when they were too few (C10). */
export function PastRange({ name, past, elapsed }: Props) {
  const t = useTranslations('common.estimate')
  const locale = useLocale()
  const time = (seconds: number) => formatRemaining(seconds, locale)
  const known = estimate(past, elapsed)
  const words = () => {
    switch (known.name) {
      case 'unknown':
        return <Unknown />
      case 'slow':
        return <span className="text-amber">▲ {t('slow', { beyond: time(known.beyond) })}</span>
      case 'range':
        return known.from === 0
          ? t('within', { to: time(known.to) })
          : t('range', { from: time(known.from), to: time(known.to) })
    }
  }
  const reason = known.name === 'unknown' ? 'few' : 'reason'
  return (
    <KeyValue name={name} note={t(reason, { count: past.samples })}>
      {words()}
    </KeyValue>
  )
}
