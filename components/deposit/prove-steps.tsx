'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'

/** Milliseconds that the keeper gets before the page offers to do its work. */
const PATIENCE = 15_000

/** What is left when the keeper does not do it: bring the relay up to date, then prove. */
export function ProveSteps({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const t = useTranslations('deposit.prove')
  const calls = useDepositCalls(model, reqId)
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  const { view, bitcoinTip } = model
  const behind = bitcoinTip === null ? 0 : Math.max(0, bitcoinTip - view.height)
  const provable = view.phase.name === 'provable' && !view.phase.relayStale
  if (!waited) return <p className="text-sm text-ink-soft">{t('text')}</p>
  if (provable)
    return (
      <Banner
        tone="wait"
        action={<SelfService key="prove" primary label={t('action')} note={t('note')} build={calls.prove} />}
      >
        {t('slow')}
      </Banner>
    )
  if (behind === 0) return <p className="text-sm text-ink-soft">{t('text')}</p>
  return (
    <Banner
      tone="wait"
      action={<SelfService key="relay" label={t('relay')} note={t('relayNote')} build={calls.updateRelay} />}
    >
      {view.phase.name === 'provable' && view.phase.relayStale
        ? t('stale')
        : t('relayBehind', { count: behind })}
    </Banner>
  )
}
