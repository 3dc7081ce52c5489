'use client'
import { useTranslations } from 'next-intl'
import { formatCount } from '@/lib/format/format-count'
import type { ActivityModel } from '@/lib/hooks/use-activity'

/** Up to which block the list is complete, beside the chain's newest: two numbers, not a spinner. */
export function IndexHeight({ model }: { model: ActivityModel }) {
  const t = useTranslations('activity.heights')
  const { meta, tail } = model
  const told = meta?.indexerLag == null ? null : meta.block + meta.indexerLag
  const seen = tail.data?.head ?? null
  const head = told === null ? seen : seen === null ? told : Math.max(told, seen)
  const number = (value: number | null) => () => (
    <span className="figures text-ink">{formatCount(value)}</span>
  )
  return (
    <p className="text-sm text-ink-soft">
      {meta
        ? t.rich('text', { index: number(meta.block), head: number(head) })
        : t.rich('none', { head: number(head) })}
    </p>
  )
}
