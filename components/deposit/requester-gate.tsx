'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import { useEvmAccount } from '@/lib/hooks/use-evm-account'

/** Lets only the account that asked for the deposit through to what only it may do; others are told why (C15). */
export function RequesterGate({ requester, children }: { requester: string; children: ReactNode }) {
  const t = useTranslations('deposit.requester')
  const account = useEvmAccount()
  const doors = useWalletDoors()
  if (account.status !== 'connected')
    return (
      <div className="grid justify-items-start gap-2">
        <p className="text-sm text-ink-soft">{t('connect')}</p>
        <Button
          size="sm"
          busy={account.status === 'reconnecting' || doors.opening}
          onClick={() => void doors.connectEvm()}
        >
          {t('action')}
        </Button>
      </div>
    )
  if (account.address.toLowerCase() !== requester.toLowerCase())
    return <p className="text-sm wrap-anywhere text-ink-soft">{t('only', { requester })}</p>
  return children
}
