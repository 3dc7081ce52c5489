import type { ReactNode } from 'react'
import { CopyProvider } from '@/components/layout/copy-provider'
import { RememberedWork } from '@/components/layout/remembered-work'
import { Shell } from '@/components/layout/shell'
import { WalletOnClick } from '@/components/layout/wallet-on-click'

export default function OpenLayout({ children }: { children: ReactNode }) {
  return (
    <CopyProvider areas={['common', 'home', 'status', 'wallet', 'errors.amount', 'errors.unknown']}>
      <RememberedWork />
      <Shell wallet={<WalletOnClick />}>{children}</Shell>
    </CopyProvider>
  )
}
