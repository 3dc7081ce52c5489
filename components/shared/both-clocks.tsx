'use client'
import { useLocale, useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { Hint } from '@/components/ui/hint'
import { formatCount } from '@/lib/format/format-count'
import { formatRemaining } from '@/lib/format/format-remaining'
import { Moment } from './moment'
import { Unknown } from './unknown'

export type BothClocksProps = {
  /** Deadline by EVM time, Unix seconds. */
  deadlineTime: number
  /** Deadline by Bitcoin height. */
  deadlineHeight: number
  /** EVM time now; null when unknown. */
  time: number | null
  /** Bitcoin height now; null when unknown. */
  height: number | null
}

/** A deadline on both clocks. It has passed only when both are beyond it. */
export function BothClocks({ deadlineTime, deadlineHeight, time, height }: BothClocksProps) {
  const t = useTranslations('common.clocks')
  const locale = useLocale()
  const timePassed = time !== null && time > deadlineTime
  const heightPassed = height !== null && height > deadlineHeight
  const blocks = height === null ? null : deadlineHeight - height
  const state = timePassed && heightPassed ? 'passed' : timePassed || heightPassed ? 'openOne' : 'open'
  return (
    <div className="rounded border border-line">
      <p className="flex items-center justify-between gap-2 border-b border-line px-4 py-2 text-sm">
        <span className="font-semibold">
          {t('label')}
          <Hint label={t('label')}>{t('explain')}</Hint>
        </span>
        <span className={cx(state === 'open' ? 'text-ink-soft' : 'text-amber')}>{t(state)}</span>
      </p>
      <dl className="grid grid-cols-2 divide-x divide-line">
        <div className="px-4 py-3">
          <dt className="text-xs text-ink-soft">{t('time')}</dt>
          <dd className={cx('figures text-base', timePassed && 'text-ink-faint line-through')}>
            {time === null ? <Unknown /> : formatRemaining(deadlineTime - time, locale)}
          </dd>
          <dd className="text-xs text-ink-soft">
            {t.rich('byTime', { at: () => <Moment time={deadlineTime} /> })}
          </dd>
        </div>
        <div className="px-4 py-3">
          <dt className="text-xs text-ink-soft">{t('blocks')}</dt>
          <dd className={cx('figures text-base', heightPassed && 'text-ink-faint line-through')}>
            {blocks === null ? (
              <Unknown />
            ) : blocks >= 0 ? (
              t('blocksLeft', { count: blocks })
            ) : (
              t('blocksPassed', { count: -blocks })
            )}
          </dd>
          <dd className="text-xs text-ink-soft">{t('byHeight', { height: formatCount(deadlineHeight) })}</dd>
        </div>
      </dl>
    </div>
  )
}
