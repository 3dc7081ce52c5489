'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { DepositModel } from '@/lib/hooks/use-deposit'

/**
 * What is payable stands behind a press while it was never seen whether it was paid: a reload must not ask for it twice
 * because no source answers, or because strangers made the address's list too long for one (C22).
 */
export function Unseen({ models, children }: { models: readonly DepositModel[]; children: ReactNode }) {
  const t = useTranslations('deposit.confirm')
  const [unpaid, setUnpaid] = useState(false)
  if (unpaid || !models.some(({ payments, bitcoinDown }) => payments === null && bitcoinDown)) return children
  return (
    <Banner
      tone="wait"
      title={t('unseen')}
      action={
        <Button size="sm" onClick={() => setUnpaid(true)}>
          {t('showUnpaid')}
        </Button>
      }
    >
      {t('bitcoinDownNever')}
    </Banner>
  )
}
