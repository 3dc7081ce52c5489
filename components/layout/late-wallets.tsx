'use client'
import { WalletIsland } from '@/components/wallet/wallet-island'
import { QueryProvider } from './query-provider'

/** The wallets with the cache that they need; pages without wallets carry neither. */
export function LateWallets() {
  return (
    <QueryProvider>
      <WalletIsland />
    </QueryProvider>
  )
}
