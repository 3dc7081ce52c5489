'use client'
import { createContext, use } from 'react'

export type Doors = {
  /** the wallet library is on its way */
  opening: boolean
  connectEvm: () => Promise<void>
  connectBitcoin: () => void
  showAccounts: () => void
}

/** Filled by `WalletDoors`. */
export const DoorsContext = createContext<Doors | null>(null)

/** Opens what connects and shows wallets. Only inside `WalletDoors`. */
export function useWalletDoors(): Doors {
  const doors = use(DoorsContext)
  if (!doors) throw new Error('useWalletDoors needs WalletDoors above it.')
  return doors
}
