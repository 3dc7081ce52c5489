'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Hash } from '@/components/shared/hash'
import { Moment } from '@/components/shared/moment'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import { useSettings } from '@/lib/hooks/settings'
import type { WithdrawalRecord } from '@/lib/hooks/use-withdrawal-record'

/** When and in which transactions it happened: the index's word, and marked as such. */
export function HistoryPanel({ told }: { told: WithdrawalRecord }) {
  const t = useTranslations('withdraw.history')
  const { explorers } = useSettings()
  const { record, block, contradicts, down } = told
  if (contradicts) return <Panel title={t('title')}>{t('contradicts')}</Panel>
  if (record === null)
    return (
      <Panel title={t('title')}>
        <p className="text-sm text-ink-soft">{down ? t('down') : t('behind')}</p>
      </Panel>
    )
  return (
    <Panel title={t('title')}>
      <ol className="grid gap-3">
        {record.steps.map(({ name, share, sats, time, tx }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays in its place
          <li key={at} className="grid gap-0.5 text-sm">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                {share === null
                  ? t(`step.${name}`)
                  : t('ofShare', { step: t(`step.${name}`), share: (share + 1).toString() })}
              </span>
              <Amount sats={BigInt(sats)} unit={name === 'paid' ? 'btc' : 'qpbtc'} />
            </span>
            <span className="flex flex-wrap items-baseline justify-between gap-x-4 text-ink-soft">
              <Moment time={time} />
              <Hash hash={tx} href={explorers.evm && `${explorers.evm}/tx/${tx}`} />
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-4 text-xs text-ink-soft">
        {t('word', { block: formatCount(block) })} {down && t('kept')}
      </p>
    </Panel>
  )
}
