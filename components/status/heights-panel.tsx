'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Age } from '@/components/shared/age'
import { Unknown } from '@/components/shared/unknown'
import { cx } from '@/components/ui/cx'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import type { StatusView } from '@/lib/queries/status-view'

function Pair({ name, height, children }: { name: string; height: number | null; children?: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="figures text-lg">{height === null ? <Unknown /> : formatCount(height)}</dd>
      {children && <dd className="text-xs text-ink-soft">{children}</dd>}
    </div>
  )
}

/** Each chain beside what follows it: Bitcoin and the relay, the EVM chain and the index. */
export function HeightsPanel({ status }: { status: StatusView }) {
  const t = useTranslations('status.heights')
  const { bitcoin, chain, index } = status
  const behind = (lag: number | null) =>
    lag === null ? (
      <Unknown />
    ) : (
      <span className={cx(lag > 0 && 'text-amber')}>
        {lag > 0 ? t('behind', { count: lag }) : t('level')}
      </span>
    )
  return (
    <Panel title={t('title')}>
      <div className="grid divide-y divide-line">
        <dl className="grid grid-cols-2 gap-6 pb-4">
          <Pair name={t('bitcoin')} height={bitcoin.tipHeight} />
          <Pair name={t('relay')} height={bitcoin.relayHeight}>
            {behind(bitcoin.relayLag)}
            {bitcoin.relayTime !== null && (
              <>
                {' · '}
                {t.rich('mined', { at: () => <Age time={bitcoin.relayTime} /> })}
              </>
            )}
          </Pair>
        </dl>
        <dl className="grid grid-cols-2 gap-6 pt-4">
          <Pair name={t('chain')} height={chain.head}>
            {t('finality', { count: String(chain.finalityBlocks) })}
          </Pair>
          <Pair name={t('index')} height={index.block}>
            {behind(index.lag)}
          </Pair>
        </dl>
      </div>
    </Panel>
  )
}
