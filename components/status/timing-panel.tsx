'use client'
import { useLocale, useTranslations } from 'next-intl'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { formatRemaining } from '@/lib/format/format-remaining'
import type { StatusView } from '@/lib/queries/status-view'

/** How long past deposits took. */
export function TimingPanel({ status: { timing } }: { status: StatusView }) {
  const t = useTranslations('status.timing')
  const locale = useLocale()
  return (
    <Panel title={t('title')} aside={t('samples', { count: timing.samples })}>
      <KeyValues>
        <KeyValue name={t('half')}>{formatRemaining(timing.requestToMintP50, locale)}</KeyValue>
        <KeyValue name={t('most')}>{formatRemaining(timing.requestToMintP90, locale)}</KeyValue>
      </KeyValues>
    </Panel>
  )
}
