'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Tick } from '@/components/ui/tick'
import { formatBtc } from '@/lib/format/format-btc'
import type { DepositFormModel } from '@/lib/hooks/use-deposit-form'

/** More is asked for than is free: what waiting means, before it is chosen. */
export function QueueChoice({ model }: { model: DepositFormModel }) {
  const t = useTranslations('deposit.wait')
  const { values, set, limits, quote } = model
  const queued = quote?.queuedSats ?? 0n
  return (
    <div className="grid gap-3">
      <Banner
        tone="wait"
        title={limits.maxSats === 0n ? t('full') : t('title', { max: formatBtc(limits.maxSats) })}
      >
        <p>{t('text')}</p>
        <p className="mt-1">{t('terms')}</p>
        {queued > 0n && <p className="mt-1">{t('before', { amount: formatBtc(queued) })}</p>}
      </Banner>
      <Tick checked={values.queue} onChange={(queue) => set('queue', queue)} note={t('agreeNote')}>
        {t('agree')}
      </Tick>
    </div>
  )
}
