'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { useSettings } from '@/lib/hooks/settings'
import { evmSession } from '@/lib/hooks/use-evm-account'
import { configQuery } from '@/lib/queries/config'
import { useWalletDoors } from './use-wallet-doors'
import { WalletButtons } from './wallet-buttons'
import { WalletProviders } from './wallet-providers'

// The press that loaded all this asked to connect: go on with it, unless the wallet of the last visit is still there.
function OpenAtOnce() {
  const settings = useSettings()
  const doors = useWalletDoors()
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    done.current = true
    void evmSession(settings)
      .resume()
      .then(() => {
        if (evmSession(settings).getState().status === 'disconnected') void doors.connectEvm()
      })
  }, [doors, settings])
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
