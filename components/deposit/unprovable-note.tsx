'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { PaymentsList } from './payments-list'

/** Payments in transactions that the contract cannot read: said at once, in every state, with the way the coins come back. */
export function UnprovableNote({ model }: { model: DepositModel }) {
  const t = useTranslations('deposit.unprovable')
  const { unprovable, view } = model
  if (unprovable.length === 0) return null
  const sum = unprovable.reduce((total, { sats }) => total + sats, 0n)
  return (
    <Banner tone="wait" role="alert" title={t('title', { amount: formatBtc(sum) })}>
      <p>{t('text')}</p>
      <p className="mt-1 font-semibold">{t('back', { height: formatCount(view.deposit.refundHeight) })}</p>
      <div className="mt-3">
        <PaymentsList payments={unprovable} />
      </div>
    </Banner>
  )
}
