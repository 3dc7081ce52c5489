'use client'
import { useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { useWorkCount } from '@/lib/hooks/work-count'

/** How many requests wait for the person; nothing when none does. */
export function WorkCount({ className }: { className?: string }) {
  const t = useTranslations('common.nav')
  const count = useWorkCount()
  if (count === 0) return null
  return (
    <span
      className={cx(
        'figures min-w-5 rounded bg-amber-soft px-1 text-center text-xs font-semibold text-amber',
        className,
      )}
    >
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{t('work', { count })}</span>
    </span>
  )
}
