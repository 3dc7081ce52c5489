'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Age } from '@/components/shared/age'
import { Amount } from '@/components/shared/amount'
import { Unknown } from '@/components/shared/unknown'
import { cx } from '@/components/ui/cx'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import { formatBtc } from '@/lib/format/format-btc'
import { useStatus } from '@/lib/hooks/use-status'
import type { StatusAnswer } from '@/lib/queries/status-view'
import { SluiceDiagram } from './sluice-diagram'

function Reading({ name, note, children }: { name: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="border-t border-line py-3">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="mt-1">{children}</dd>
      <dd className="min-h-5 text-xs text-ink-faint">{note}</dd>
    </div>
  )
}

/** The live state of the channel: what is proven, what is free, how far the relay is behind. */
export function ChannelPanel({ initial }: { initial: StatusAnswer | null }) {
  const t = useTranslations('home.state')
  const { data, isPending, isError } = useStatus(initial)
  const old = data && (isError || data.meta.stale)
  const wait = isPending ? <Skeleton className="h-6 w-24" /> : null
  const lag: number | null = data?.bitcoin.relayLag ?? null
  const open = data?.bridge.openRequests ?? null
  const deficit = data?.reserves.deficit ?? null
  return (
    <Panel title={t('title')} aside={<TextLink href="/status">{t('more')}</TextLink>}>
      <SluiceDiagram
        proven={data?.reserves.proven ?? null}
        free={data?.bridge.free ?? null}
        capacity={data?.bridge.capacity ?? null}
        usedPart={data?.bridge.usedPart ?? null}
      />
      {old && (
        <p role="status" className="mt-4 border-l-4 border-amber bg-amber-soft px-3 py-2 text-sm">
          {t.rich('old', { at: () => <Age time={data.meta.blockTime} /> })}
        </p>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-x-6">
        <Reading name={t('supply')} note={open === null ? null : t('open', { count: open })}>
          {wait ?? <Amount sats={data?.bridge.supply} unit="qpbtc" />}
        </Reading>
        <Reading
          name={t('proven')}
          note={
            data?.reserves.checkedAt &&
            t.rich('provenAge', { at: () => <Age time={data.reserves.checkedAt} /> })
          }
        >
          {wait ?? <Amount sats={data?.reserves.proven} />}
        </Reading>
        <Reading
          name={t('free')}
          note={data && t('freeOf', { total: `${formatBtc(data.bridge.capacity)} BTC` })}
        >
          {wait ?? <Amount sats={data?.bridge.free} />}
        </Reading>
        <Reading name={t('lag')}>
          {wait ??
            (lag === null ? (
              <Unknown />
            ) : (
              <span className={cx(lag > 2 && 'text-amber')}>{t('lagValue', { count: lag })}</span>
            ))}
        </Reading>
      </dl>
      <p
        className={cx(
          'min-h-5 border-t border-line pt-3 text-sm',
          deficit !== null && deficit > 0n ? 'text-red' : 'text-ink-soft',
        )}
      >
        {data &&
          (deficit === null
            ? t('unproven')
            : deficit > 0n
              ? t('deficit', { amount: `${formatBtc(deficit)} BTC` })
              : t('covered'))}
      </p>
    </Panel>
  )
}
