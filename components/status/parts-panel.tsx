'use client'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Panel } from '@/components/ui/panel'
import type { StatusView } from '@/lib/queries/status-view'
import { Ago } from './ago'

/** Which parts answer, and what it means for the person when one does not. */
export function PartsPanel({ status }: { status: StatusView }) {
  const t = useTranslations('status.parts')
  const down = status.parts.filter((part) => !part.up).length
  return (
    <Panel title={t('title')} aside={down > 0 ? t('someDown', { count: down }) : t('allUp')}>
      <ul className="divide-y divide-line">
        {status.parts.map(({ name, up, ageSeconds }) => (
          <li key={name} className="py-2 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span>{t(name)}</span>
              <span className="ml-auto text-xs text-ink-soft">
                {ageSeconds === null
                  ? t('never')
                  : t.rich('last', { at: () => <Ago seconds={ageSeconds} /> })}
              </span>
              <Badge tone={up ? 'final' : 'loss'}>{up ? t('up') : t('down')}</Badge>
            </p>
            {!up && <p className="mt-1 max-w-[60ch] text-sm text-ink-soft">{t(`whenDown.${name}`)}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
