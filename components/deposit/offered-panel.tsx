'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Moment } from '@/components/shared/moment'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { SelfService } from '@/components/wallet/self-service'
import { formatBtc } from '@/lib/format/format-btc'
import { formatNative } from '@/lib/format/format-native'
import { formatRemaining } from '@/lib/format/format-remaining'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { useDepositQuote } from '@/lib/hooks/use-deposit-quote'
import { RequesterGate } from './requester-gate'
import { SplitConsent } from './split-consent'

type Props = { model: DepositModel; reqId: bigint }

/** The yes to an offer: the bond by the contract's own quote, and to a split where there would be one. */
function Accept({ model, reqId }: Props) {
  const t = useTranslations('deposit.offered')
  const calls = useDepositCalls(model, reqId)
  const [agreed, setAgreed] = useState(0)
  const { deposit, phase } = model.view
  const { quote, fresh } = useDepositQuote(deposit.sats, true)
  if (phase.name !== 'offered') return null
  if (phase.closed) return <Banner tone="wait">{t(`closed.${phase.closed}`)}</Banner>
  if (!quote || !fresh) return <p className="text-sm text-ink-soft">{t('quoting')}</p>
  if (quote.maxSats < deposit.sats) return <Banner tone="wait">{t('taken')}</Banner>
  const parts = quote.shareSats.length
  const split = parts > 1
  const label = t('accept', { bond: formatNative(quote.bondWei) })
  return (
    <div className="grid gap-4">
      {split && (
        <SplitConsent
          shareSats={quote.shareSats}
          agreed={agreed === parts}
          onAgree={(yes) => setAgreed(yes ? parts : 0)}
        />
      )}
      {split && agreed !== parts ? (
        <Button look="primary" reason={t('split')}>
          {label}
        </Button>
      ) : (
        <SelfService primary label={label} note={t('acceptNote')} build={() => calls.accept(quote.bondWei)} />
      )}
    </div>
  )
}

/** Its turn has come: accept, decline, or let it lapse. */
export function OfferedPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.offered')
  const locale = useLocale()
  const calls = useDepositCalls(model, reqId)
  const { deposit, phase } = model.view
  if (phase.name !== 'offered') return null
  if (phase.lapsed)
    return (
      <Panel look="water" title={t('lapsed')}>
        <div className="grid gap-4">
          <p className="max-w-[70ch]">{t('lapsedText')}</p>
          <SelfService label={t('lapse')} note={t('lapseNote')} build={calls.lapse} />
        </div>
      </Panel>
    )
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="text-lg font-semibold">
          {t.rich('until', {
            time: () => <Moment time={phase.until} />,
            left: formatRemaining(phase.secondsLeft, locale),
          })}
        </p>
        <p className="max-w-[70ch]">{t('text', { amount: formatBtc(deposit.sats) })}</p>
        <RequesterGate requester={deposit.requester}>
          <div className="grid gap-4">
            <Accept model={model} reqId={reqId} />
            <SelfService label={t('decline')} note={t('declineNote')} build={calls.leave} />
          </div>
        </RequesterGate>
      </div>
    </Panel>
  )
}
