'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState } from 'react'
import type { PublicConfig } from '@/lib/api/status'
import { SettingsProvider } from '@/lib/hooks/settings'
import { bitcoinSession } from '@/lib/hooks/use-bitcoin-wallet'
import { evmSession } from '@/lib/hooks/use-evm-account'
import { resumeLate } from '@/lib/wallet/resume-late'
import { WalletDoors } from './wallet-doors'

// The constant is set by the build: in a plain one the branch, the import and its chunk do not exist.
const DeveloperPanel =
  process.env.SLUICE_LOCAL === '1'
    ? dynamic(() => import('@/components/dev/developer-panel'), { ssr: false })
    : null

function Resume({ settings }: { settings: PublicConfig }) {
  useEffect(() => {
    void evmSession(settings).resume()
    return resumeLate(() => bitcoinSession().resume())
  }, [settings])
  return null
}

/**
 * Everything that pages with wallets need, below the page's query cache. `settings` come from the server at run time. The
 * wallet libraries themselves are loaded by the press that connects, or for who comes back connected.
 */
export function WalletProviders({
  settings: given,
  children,
}: {
  settings: PublicConfig
  children: ReactNode
}) {
  const [settings] = useState(given)
  return (
    <SettingsProvider settings={settings}>
      <Resume settings={settings} />
      <WalletDoors>{children}</WalletDoors>
      {DeveloperPanel && <DeveloperPanel />}
    </SettingsProvider>
  )
}
