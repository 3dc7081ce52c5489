'use client'
import { useSyncExternalStore } from 'react'
import { BitcoinSession, type BitcoinSessionState } from '@/lib/wallet/bitcoin-session'
import { browserStorage } from '@/lib/wallet/browser-storage'
import { useSettings } from './settings'

const load = async () => {
  const [{ loadSatsConnect }, { SatsConnectWallet }] = await Promise.all([
    import('@/lib/wallet/load-sats-connect'),
    import('@/lib/wallet/sats-connect-wallet'),
  ])
  const library = await loadSatsConnect()
  return {
    wallets: library.wallets,
    open: (info: Parameters<typeof library.request>[0]) => new SatsConnectWallet(info, library),
  }
}

let session: BitcoinSession | null = null
/** The page's one Bitcoin session; nothing of it exists on the server. */
export const bitcoinSession = (): BitcoinSession => {
  session ??= new BitcoinSession({
    load,
    storage: typeof window === 'undefined' ? null : browserStorage(),
  })
  return session
}

const nothing: BitcoinSessionState = { status: 'disconnected', error: null }

/** The Bitcoin wallet's state, and `wrongNetwork` when it is on another network than this deployment. */
export function useBitcoinWallet() {
  const { bitcoin } = useSettings()
  const state = useSyncExternalStore(
    (watcher) => bitcoinSession().subscribe(watcher),
    () => bitcoinSession().getState(),
    () => nothing,
  )
  const connection = state.status === 'connected' ? state.connection : null
  return {
    state,
    connection,
    wrongNetwork:
      connection !== null && connection.network !== null && connection.network !== bitcoin.network,
  }
}
