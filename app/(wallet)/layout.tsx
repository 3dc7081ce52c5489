import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { CopyProvider } from '@/components/layout/copy-provider'
import { PendingWork } from '@/components/layout/pending-work'
import { QueryProvider } from '@/components/layout/query-provider'
import { Shell } from '@/components/layout/shell'
import { WalletButtonsLazy } from '@/components/layout/wallet-buttons-lazy'
import { WalletProviders } from '@/components/wallet/wallet-providers'
import { publicConfig } from '@/lib/server/public-config'

// the developer panel's words go where the panel goes: into the local build
const areas = [
  'common',
  'deposit',
  'withdraw',
  'activity',
  'wallet',
  'errors',
  ...(process.env.SLUICE_LOCAL === '1' ? (['dev'] as const) : []),
] as const

export default async function WalletLayout({ children }: { children: ReactNode }) {
  await connection()
  return (
    <CopyProvider areas={areas}>
      <QueryProvider>
        <WalletProviders settings={publicConfig()}>
          <PendingWork />
          <Shell wallet={<WalletButtonsLazy />}>{children}</Shell>
        </WalletProviders>
      </QueryProvider>
    </CopyProvider>
  )
}
