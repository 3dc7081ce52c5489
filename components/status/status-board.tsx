'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Age } from '@/components/shared/age'
import { StaleBanner } from '@/components/shared/stale-banner'
import { Banner } from '@/components/ui/banner'
import { formatCount } from '@/lib/format/format-count'
import { useStatus } from '@/lib/hooks/use-status'
import type { StatusAnswer } from '@/lib/queries/status-view'
import { CapacityPanel } from './capacity-panel'
import { HeightsPanel } from './heights-panel'
import { PartsPanel } from './parts-panel'
import { ReservesPanel } from './reserves-panel'
import { StatusSkeleton } from './status-skeleton'
import { TimingPanel } from './timing-panel'
import { WaitingPanel } from './waiting-panel'

/** Everything this server knows about the state of the deployment, and what it does not know. */
export function StatusBoard({ initial, endpoints }: { initial: StatusAnswer | null; endpoints: ReactNode }) {
  const t = useTranslations('status')
  const loading = useTranslations('common.loading')
  const { data: status, isPending, isError } = useStatus(initial)
  if (isPending) return <StatusSkeleton label={loading('section', { name: t('title') })} />
  const unreachable = (
    <Banner tone="wait" title={t('unreachable.title')}>
      <p>{t('unreachable.text')}</p>
      <p>{t('unreachable.next')}</p>
    </Banner>
  )
  if (!status)
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {unreachable}
        {endpoints}
      </div>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {isError ? (
        unreachable
      ) : (
        <StaleBanner stale={status.meta.stale} index={status.index.block} head={status.chain.head} />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <HeightsPanel status={status} />
          <PartsPanel status={status} />
          <WaitingPanel status={status} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <CapacityPanel status={status} />
          <TimingPanel status={status} />
          {endpoints}
        </div>
      </div>
      <ReservesPanel status={status} />
      <p className="text-xs text-ink-soft">
        {t.rich('asOf', {
          block: formatCount(status.meta.block),
          at: () => <Age time={status.meta.blockTime} />,
        })}
      </p>
    </div>
  )
}
