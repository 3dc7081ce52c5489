'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Panel } from '@/components/ui/panel'
import { TextLink } from '@/components/ui/text-link'
import { SelfService } from '@/components/wallet/self-service'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel; reqId: bigint }

/** Expired: what became of the bond, and of a payment that came late. */
export function ExpiredPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.expired')
  const prove = useTranslations('deposit.prove')
  const calls = useDepositCalls(model, reqId)
  const { view, payments } = model
  const paid = payments !== null && payments.length > 0
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text')}</p>
        {paid ? (
          <>
            <Banner
              tone="wait"
              action={
                view.actions.includes('prove') && (
                  <SelfService label={prove('action')} note={prove('note')} build={calls.prove} />
                )
              }
            >
              {t('paid', { height: formatCount(view.deposit.refundHeight) })}
            </Banner>
            <PaymentsList payments={payments} />
          </>
        ) : (
          <p className="font-semibold">{t('dontPay')}</p>
        )}
        <TextLink href="/deposit">{t('next')}</TextLink>
      </div>
    </Panel>
  )
}
