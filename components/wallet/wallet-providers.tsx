'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import type { PublicConfig } from '@/lib/api/status'
import { SettingsProvider } from '@/lib/hooks/settings'
import { bitcoinSession } from '@/lib/hooks/use-bitcoin-wallet'
import { useLateReconnect } from '@/lib/hooks/use-evm-account'
import { createWalletConfig } from '@/lib/wallet/wallet-config'
import { WalletDoors } from './wallet-doors'

// The constant is set by the build: in a plain one the branch, the import and its chunk do not exist.
const DeveloperPanel =
  process.env.SLUICE_LOCAL === '1'
    ? dynamic(() => import('@/components/dev/developer-panel'), { ssr: false })
    : null

function Resume() {
  useLateReconnect()
  useEffect(() => {
    // wallets inject themselves while the page loads; a second look finds the slow ones
    void bitcoinSession().resume()
    const later = setTimeout(() => void bitcoinSession().resume(), 1_500)
    return () => clearTimeout(later)
  }, [])
  return null
}

/** Everything that pages with wallets need, below the page's query cache. `settings` come from the server at run time. */
export function WalletProviders({ settings, children }: { settings: PublicConfig; children: ReactNode }) {
  const [config] = useState(() => createWalletConfig(settings))
  return (
    <SettingsProvider settings={settings}>
      <WagmiProvider config={config}>
        <Resume />
        <WalletDoors>{children}</WalletDoors>
        {DeveloperPanel && <DeveloperPanel />}
      </WagmiProvider>
    </SettingsProvider>
  )
}
