'use client'
import dynamic from 'next/dynamic'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { bitcoinSession } from '@/lib/hooks/use-bitcoin-wallet'
import { useHasEvmWallets } from '@/lib/hooks/use-evm-account'
import { type Doors, DoorsContext } from './use-wallet-doors'

const EvmConnectModal = dynamic(() => import('./evm-connect-modal'), { ssr: false })
const EvmMissing = dynamic(() => import('./evm-missing'), { ssr: false })
const BitcoinDialog = dynamic(() => import('./bitcoin-dialog'), { ssr: false })
const AccountsDialog = dynamic(() => import('./accounts-dialog'), { ssr: false })

type Open = 'evm' | 'evm-missing' | 'bitcoin' | 'accounts' | null

/** The dialogs that wallets need, each loaded with the press that opens it. */
export function WalletDoors({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open>(null)
  const hasEvmWallets = useHasEvmWallets()
  const close = useCallback(() => setOpen(null), [])
  const doors = useMemo<Doors>(
    () => ({
      connectEvm: () => setOpen(hasEvmWallets ? 'evm' : 'evm-missing'),
      connectBitcoin: () => {
        setOpen('bitcoin')
        void bitcoinSession().choose()
      },
      showAccounts: () => setOpen('accounts'),
    }),
    [hasEvmWallets],
  )
  return (
    <DoorsContext value={doors}>
      {children}
      {open === 'evm' && <EvmConnectModal onClose={close} />}
      {open === 'evm-missing' && <EvmMissing onClose={close} />}
      {open === 'bitcoin' && <BitcoinDialog onClose={close} />}
      {open === 'accounts' && <AccountsDialog onClose={close} />}
    </DoorsContext>
  )
}
