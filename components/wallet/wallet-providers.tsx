'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState } from 'react'
import type { PublicConfig } from '@/lib/api/status'
import { SettingsProvider } from '@/lib/hooks/settings'
import { bitcoinSession } from '@/lib/hooks/use-bitcoin-wallet'
import { evmSession } from '@/lib/hooks/use-evm-account'
import { WalletDoors } from './wallet-doors'

// The constant is set by the build: in a plain one the branch, the import and its chunk do not exist.
const DeveloperPanel =
  process.env.SLUICE_LOCAL === '1'
    ? dynamic(() => import('@/components/dev/developer-panel'), { ssr: false })
    : null

/** Milliseconds between looks for the Bitcoin wallet of the last visit: it injects itself while the page loads, or later. */
const LOOKS = [0, 1_500, 3_000, 6_000, 12_000, 24_000]

function Resume({ settings }: { settings: PublicConfig }) {
  useEffect(() => {
    void evmSession(settings).resume()
    let gone = false
    const look = async () => {
      for (const wait of LOOKS) {
        await new Promise((resolve) => setTimeout(resolve, wait))
        if (gone || (await bitcoinSession().resume())) return
      }
    }
    void look()
    return () => {
      gone = true
    }
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
