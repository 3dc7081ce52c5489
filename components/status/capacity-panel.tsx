'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Moment } from '@/components/shared/moment'
import { Unknown } from '@/components/shared/unknown'
import { Badge } from '@/components/ui/badge'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Meter } from '@/components/ui/meter'
import { Panel } from '@/components/ui/panel'
import { formatBps } from '@/lib/format/format-bps'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { StatusView } from '@/lib/queries/status-view'

/** Whether new deposits are taken, and if not, why; what is open goes on in any case. */
function Gate({ bridge: { gate, pausedUntil } }: Pick<StatusView, 'bridge'>) {
  const t = useTranslations('status.capacity')
  if (gate === null) return <Unknown />
  if (gate === 'open') return t('running')
  if (gate !== 'paused' || pausedUntil === null) return <Badge tone="wait">{t(`closed.${gate}`)}</Badge>
  return <Badge tone="wait">{t.rich('paused', { at: () => <Moment time={pausedUntil} /> })}</Badge>
}

/** How much of what the collateral backs is taken, and what one deposit can have now. */
export function CapacityPanel({ status: { bridge } }: { status: StatusView }) {
  const t = useTranslations('status.capacity')
  const meter = t('meter', {
    used: `${formatBtc(bridge.used)} BTC`,
    total: `${formatBtc(bridge.capacity)} BTC`,
  })
  return (
    <Panel title={t('title')} aside={<Gate bridge={bridge} />}>
      <Meter value={bridge.usedPart} label={t('title')} text={meter} />
      <p className="mt-2 text-sm text-ink-soft">{meter}</p>
      <KeyValues className="mt-2">
        <KeyValue name={t('issued')}>
          <Amount sats={bridge.issued} />
        </KeyValue>
        <KeyValue name={t('toBeIssued')}>
          <Amount sats={bridge.toBeIssued} />
        </KeyValue>
        <KeyValue name={t('held')}>
          <Amount sats={bridge.held} />
        </KeyValue>
        <KeyValue name={t('free')}>
          <Amount sats={bridge.free} />
        </KeyValue>
        <KeyValue name={t('largest')}>
          <Amount sats={bridge.available} />
        </KeyValue>
        <KeyValue name={t('dust')}>
          <Amount sats={bridge.dust} />
        </KeyValue>
        <KeyValue name={t('fee')}>
          {bridge.feeBps === null ? <Unknown /> : <span className="figures">{formatBps(bridge.feeBps)}</span>}
        </KeyValue>
        <KeyValue name={t('stakers')}>
          {bridge.activeStakers === null ? (
            <Unknown />
          ) : (
            <span className="figures">{formatCount(bridge.activeStakers)}</span>
          )}
        </KeyValue>
        <KeyValue name={t('openRequests')}>
          {bridge.openRequests === null ? (
            <Unknown />
          ) : (
            <span className="figures">{formatCount(bridge.openRequests)}</span>
          )}
        </KeyValue>
      </KeyValues>
    </Panel>
  )
}
