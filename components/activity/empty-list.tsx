'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { TextLink } from '@/components/ui/text-link'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import type { ActivityModel } from '@/lib/hooks/use-activity'
import type { ActivityFilter } from '@/lib/hooks/use-activity-filter'

/** Before anybody is connected: whose requests there could be, and that a search needs no wallet. */
export function NobodyYet() {
  const t = useTranslations('activity.empty')
  const doors = useWalletDoors()
  return (
    <Panel title={t('nobody')}>
      <p className="mb-4 max-w-[70ch] text-ink-soft">{t('nobodyText')}</p>
      <Button look="primary" busy={doors.opening} onClick={() => void doors.connectEvm()}>
        {t('connect')}
      </Button>
    </Panel>
  )
}

type Props = { filter: ActivityFilter; set: (change: Partial<ActivityFilter>) => void; model: ActivityModel }

/** Nothing matches, or nothing was ever asked for: what to do about either. */
export function EmptyList({ filter, set, model }: Props) {
  const t = useTranslations('activity.empty')
  const narrowed = filter.kind || filter.state || filter.search
  if (model.index.isError && !model.index.data)
    return (
      <Panel title={t('unknown')}>
        <p className="max-w-[70ch] text-ink-soft">{t('unknownText')}</p>
      </Panel>
    )
  if (!model.whole)
    return (
      <Panel title={t('behind')}>
        <p className="max-w-[70ch] text-ink-soft">{t('behindText')}</p>
      </Panel>
    )
  if (narrowed)
    return (
      <Panel title={t('nothing')}>
        <p className="mb-4 max-w-[70ch] text-ink-soft">{t('nothingText')}</p>
        {!filter.everybody && model.connected !== null && (
          <Button onClick={() => set({ everybody: true })}>{t('lookEverywhere')}</Button>
        )}
      </Panel>
    )
  return (
    <Panel title={t('none')}>
      <p className="max-w-[70ch] text-ink-soft">
        {t.rich('noneText', {
          deposit: () => <TextLink href="/deposit">{t('deposit')}</TextLink>,
          withdraw: () => <TextLink href="/withdraw">{t('withdraw')}</TextLink>,
        })}
      </p>
    </Panel>
  )
}
