'use client'
import { useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { Popover } from '@/components/ui/popover'
import { formatCount } from '@/lib/format/format-count'
import { useStatus } from '@/lib/hooks/use-status'

type Height = {
  key: 'bitcoin' | 'relay' | 'chain' | 'index'
  height: number | null | undefined
  /** blocks behind what it follows; null when that is unknown, absent when it follows nothing */
  lag?: number | null | undefined
}

/** The four heights that decide what can be trusted now, at the foot of every page. */
export function Heights() {
  const t = useTranslations('common.footer')
  const { data: status, isError } = useStatus()
  const heights: Height[] = [
    { key: 'bitcoin', height: status?.bitcoin.tipHeight },
    { key: 'relay', height: status?.bitcoin.relayHeight, lag: status?.bitcoin.relayLag },
    { key: 'chain', height: status?.chain.head },
    { key: 'index', height: status?.index.block, lag: status?.index.lag },
  ]
  return (
    <footer className="border-t border-line pb-20 md:pb-0">
      <div className="mx-auto flex max-w-[1184px] flex-wrap items-center gap-x-8 gap-y-1 px-4 py-3 text-xs text-ink-soft sm:px-8">
        <ul aria-label={t('label')} className="contents">
          {heights.map(({ key, height, lag }) => (
            <li key={key} className="flex min-w-[44%] items-baseline gap-2 sm:min-w-0">
              <Popover
                side="top"
                triggerClassName="min-h-6 underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-ink"
                trigger={t(key)}
              >
                {t(`explain.${key}`)}
              </Popover>
              <span className="figures text-ink">{formatCount(height)}</span>
              {lag !== undefined && lag !== null && (
                <span className={cx(lag > 0 && 'text-amber')}>{lag > 0 ? `−${formatCount(lag)}` : ''}</span>
              )}
            </li>
          ))}
        </ul>
        <p className="md:ml-auto">{isError ? <span className="text-amber">{t('lost')}</span> : t('help')}</p>
      </div>
    </footer>
  )
}
