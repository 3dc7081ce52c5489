'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { Address } from 'viem'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import { formatNative } from '@/lib/format/format-native'
import { useBridgeContracts, useChainReaders } from '@/lib/hooks/use-chain-readers'

/** A bond whose draw found no room went to its owner's balance with the bridge: here it is taken out. */
export function BalanceClaim({ account }: { account: Address }) {
  const t = useTranslations('deposit.bond')
  const { manager } = useBridgeContracts()
  const [client] = useChainReaders().readers
  const balance = useQuery({
    queryKey: ['bridge-balance', manager, account, client !== undefined],
    queryFn: async () =>
      client ? (await import('@/lib/evm/read-balance')).readBalance(client, manager, account) : 0n,
    enabled: client !== undefined,
    refetchInterval: 10_000,
    retry: 1,
  })
  const wei = balance.data ?? 0n
  if (wei === 0n) return null
  return (
    <Banner
      title={t('balance', { amount: formatNative(wei) })}
      action={
        <SelfService
          label={t('takeOut')}
          build={async () => (await import('@/lib/evm/claim-balance')).claimBalance(manager)}
        />
      }
    >
      {t('balanceText')}
    </Banner>
  )
}
