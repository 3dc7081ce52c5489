'use client'
import dynamic from 'next/dynamic'
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import { bitcoinSession } from '@/lib/hooks/use-bitcoin-wallet'
import { useHasEvmWallets } from '@/lib/hooks/use-evm-account'

const EvmConnectModal = dynamic(() => import('./evm-connect-modal'), { ssr: false })
const EvmMissing = dynamic(() => import('./evm-missing'), { ssr: false })
const BitcoinDialog = dynamic(() => import('./bitcoin-dialog'), { ssr: false })
const AccountsDialog = dynamic(() => import('./accounts-dialog'), { ssr: false })

type Doors = { connectEvm: () => void; connectBitcoin: () => void; showAccounts: () => void }
type Open = 'evm' | 'evm-missing' | 'bitcoin' | 'accounts' | null
const Context = createContext<Doors | null>(null)

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
    <Context.Provider value={doors}>
      {children}
      {open === 'evm' && <EvmConnectModal onClose={close} />}
      {open === 'evm-missing' && <EvmMissing onClose={close} />}
      {open === 'bitcoin' && <BitcoinDialog onClose={close} />}
      {open === 'accounts' && <AccountsDialog onClose={close} />}
    </Context.Provider>
  )
}

/** Opens what connects and shows wallets. Only inside `WalletDoors`. */
export function useWalletDoors(): Doors {
  const doors = use(Context)
  if (!doors) throw new Error('useWalletDoors needs WalletDoors above it.')
  return doors
}
