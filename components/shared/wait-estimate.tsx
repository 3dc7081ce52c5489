'use client'
import { useTranslations } from 'next-intl'
import { KeyValues } from '@/components/ui/key-values'
import type { PastDurations } from '@/lib/core/estimate'
import { useStatus } from '@/lib/hooks/use-status'
import type { StatusView } from '@/lib/queries/status-view'
import { PastRange } from './past-range'

type Props = Readonly<{
  of: (past: StatusView['estimates']) => PastDurations
  /** chain's time and the time since when it waits, in seconds; null while nobody says */
  now: number
  since: number | null
}>
const NONE: PastDurations = { p50: null, p90: null, samples: 0 }

/** How long what waits in a line may still have to: by those before it whose turn came, never a promise. */
export function WaitEstimate({ of, now, since }: Props) {
  const t = useTranslations('common.estimate')
  const { data: status } = useStatus()
  const past = status ? of(status.estimates) : NONE
  return (
    <div>
      <KeyValues className="border-y border-line">
        <PastRange name={t('wait')} past={past} elapsed={since === null ? null : Math.max(0, now - since)} />
      </KeyValues>
      <p className="mt-2 max-w-[70ch] text-xs text-ink-soft">{t('waitNote')}</p>
    </div>
  )
}
