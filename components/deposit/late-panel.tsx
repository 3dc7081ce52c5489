'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel; reqId: bigint }

/** Both clocks have passed and the reservation is still held. */
export function LatePanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.late')
  const calls = useDepositCalls(model, reqId)
  const { view } = model
  const payment = view.deadlines.payment
  if (!payment) return null
  return (
    <div className="grid gap-4">
      <Banner
        tone="wait"
        title={t('title')}
        action={payment.expirable && <SelfService label={t('expire')} build={calls.expire} />}
      >
        <p>{t('text', { height: formatCount(payment.expirableFromHeight) })}</p>
        <p className="mt-1">{t('paidText', { deadline: formatCount(payment.height) })}</p>
      </Banner>
      {model.payments && model.payments.length > 0 && <PaymentsList payments={model.payments} />}
    </div>
  )
}
