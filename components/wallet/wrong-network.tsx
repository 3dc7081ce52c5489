'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { useSettings } from '@/lib/hooks/settings'
import { useEvmAccount, useEvmAccountActions } from '@/lib/hooks/use-evm-account'
import { chainName } from '@/lib/wallet/chain-name'

/** Offers the switch when the wallet is on another chain; nothing else is shown then and nothing is sent. */
export function WrongNetwork() {
  const t = useTranslations('wallet.evm')
  const { evm } = useSettings()
  const account = useEvmAccount()
  const { switchChain, switching, switchError } = useEvmAccountActions()
  if (account.status !== 'connected' || !account.wrongChain) return null
  const values = { name: chainName(evm.chainId), expected: String(evm.chainId) }
  return (
    <Banner
      tone="wait"
      action={
        <Button size="sm" busy={switching} onClick={() => void switchChain()}>
          {switching ? t('switching') : t('switch', { name: values.name })}
        </Button>
      }
    >
      {account.chainId === null
        ? t('wrongUnknown', values)
        : t('wrong', { ...values, actual: String(account.chainId) })}
      {switchError !== null && <p className="mt-2">{t('switchFailed', values)}</p>}
    </Banner>
  )
}
