'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'

/** Its staker spent a coin of the share before it was minted: showing that keeps the right to be minted for ever. */
export function TakenNote({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const t = useTranslations('deposit.swept')
  const calls = useDepositCalls(model, reqId)
  return (
    <Banner
      tone="wait"
      title={t('taken')}
      action={<SelfService label={t('show')} note={t('showNote')} build={calls.proveSweep} />}
    >
      {t('takenText')}
    </Banner>
  )
}
