'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import { formatNative } from '@/lib/format/format-native'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'

type Props = { model: DepositModel; reqId: bigint }

/** The requester's bond, where it can be had back. */
export function BondClaim({ model, reqId }: Props) {
  const t = useTranslations('deposit.bond')
  const calls = useDepositCalls(model, reqId)
  const { view, index } = model
  if (!view.actions.includes('claim_bond'))
    return index.data?.data.bondClaimed ? <p className="text-sm text-ink-soft">● {t('claimed')}</p> : null
  return (
    <Banner
      tone="info"
      title={t('title', { amount: formatNative(view.deposit.bondWei) })}
      action={<SelfService label={t('claim')} build={calls.claimBond} />}
    >
      {t.rich('text', { requester: () => <Address address={view.deposit.requester} copy={false} /> })}
    </Banner>
  )
}
