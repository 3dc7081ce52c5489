'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { useEvmAccount, useHasEvmWallets } from '@/lib/hooks/use-evm-account'
import { configQuery } from '@/lib/queries/config'
import { useWalletDoors } from './use-wallet-doors'
import { WalletButtons } from './wallet-buttons'
import { WalletProviders } from './wallet-providers'

// The press that loaded all this asked to connect: go on with it once wallets had a moment to announce themselves.
function OpenAtOnce() {
  const { status } = useEvmAccount()
  const hasWallets = useHasEvmWallets()
  const doors = useWalletDoors()
  const done = useRef(false)
  useEffect(() => {
    if (done.current || status === 'connected') return
    const timer = setTimeout(
      () => {
        done.current = true
        if (status === 'disconnected') doors.connectEvm()
      },
      hasWallets ? 0 : 400,
    )
    return () => clearTimeout(timer)
  }, [doors, hasWallets, status])
  return null
}

/** Wallets on a page that did not load them, opened by the press that did. */
export function WalletIsland() {
  const t = useTranslations('common.wallet')
  const { data, isError, refetch } = useQuery(configQuery())
  if (!data)
    return (
      <Button busy={!isError} onClick={() => void refetch()}>
        {isError ? t('connect') : t('loading')}
      </Button>
    )
  return (
    <WalletProviders settings={data}>
      <OpenAtOnce />
      <WalletButtons />
    </WalletProviders>
  )
}
