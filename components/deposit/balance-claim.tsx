'use client'
import { useTranslations } from 'next-intl'
import type { Address } from 'viem'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import { formatNative } from '@/lib/format/format-native'
import { useBridgeBalance } from '@/lib/hooks/use-bridge-balance'

/** A bond whose draw found no room went to its owner's balance with the bridge: here it is taken out. */
export function BalanceClaim({ account }: { account: Address }) {
  const t = useTranslations('deposit.bond')
  const { wei, claim } = useBridgeBalance(account)
  if (wei === 0n) return null
  return (
    <Banner
      title={t('balance', { amount: formatNative(wei) })}
      action={<SelfService label={t('takeOut')} build={claim} />}
    >
      {t('balanceText')}
    </Banner>
  )
}
