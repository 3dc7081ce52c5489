'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Unknown } from '@/components/shared/unknown'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import type { StatusView } from '@/lib/queries/status-view'

/** What stands in a line in either direction, and what lets it through. */
export function WaitingPanel({ status: { bridge, withdrawals } }: { status: StatusView }) {
  const t = useTranslations('status.waiting')
  const requests = (count: number | null) => count !== null && t('requests', { count })
  return (
    <Panel title={t('title')}>
      <KeyValues>
        <KeyValue name={t('deposits')} note={requests(bridge.queued)}>
          <Amount sats={bridge.queue} />
        </KeyValue>
        <KeyValue name={t('mintable')} note={t('mintableNote')}>
          <Amount sats={bridge.mintable} />
        </KeyValue>
        <KeyValue name={t('withdrawals')} note={requests(withdrawals.queued)}>
          <Amount sats={withdrawals.queue} />
        </KeyValue>
        <KeyValue name={t('owed')} note={t('owedNote')}>
          <Amount sats={withdrawals.toBeRedeemed} />
        </KeyValue>
        <KeyValue name={t('open')}>
          {withdrawals.open === null ? (
            <Unknown />
          ) : (
            <span className="figures">{formatCount(withdrawals.open)}</span>
          )}
        </KeyValue>
      </KeyValues>
    </Panel>
  )
}
