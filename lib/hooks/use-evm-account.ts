'use client'
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { PublicConfig } from '@/lib/api/status'
import { browserStorage } from '@/lib/wallet/browser-storage'
import type { createEvmRuntime } from '@/lib/wallet/evm-runtime'
import { EvmSession, type EvmSessionState } from '@/lib/wallet/evm-session'
import { isWalletRemembered } from '@/lib/wallet/remembered'
import { useSettings } from './settings'

type Connected = Extract<EvmSessionState, { status: 'connected' }>
/** The session's state; once connected, also whether the wallet is on another chain than this deployment's. */
export type EvmAccount = Exclude<EvmSessionState, Connected> | (Connected & { wrongChain: boolean })

type Runtime = ReturnType<typeof createEvmRuntime>
let session: EvmSession<Runtime> | null = null

/** The page's one EVM session; `settings` are the deployment's and do not change while it is open. */
export const evmSession = (settings: PublicConfig): EvmSession<Runtime> => {
  session ??= new EvmSession<Runtime>({
    load: async (onState) => {
      const { createEvmRuntime } = await import('@/lib/wallet/evm-runtime')
      return createEvmRuntime(settings, onState)
    },
    remembered: () => typeof window !== 'undefined' && isWalletRemembered(browserStorage()),
  })
  return session
}

const nothing: EvmSessionState = { status: 'disconnected' }

/** The connected EVM account, and whether it is on this deployment's chain. */
export function useEvmAccount(): EvmAccount {
  const settings = useSettings()
  const state = useSyncExternalStore(
    (watcher) => evmSession(settings).subscribe(watcher),
    () => evmSession(settings).getState(),
    () => nothing,
  )
  return useMemo(
    () =>
      state.status === 'connected' ? { ...state, wrongChain: state.chainId !== settings.evm.chainId } : state,
    [settings.evm.chainId, state],
  )
}

/** Leaves the wallet, and asks it to move to this deployment's chain. */
export function useEvmAccountActions() {
  const settings = useSettings()
  const [switching, setSwitching] = useState(false)
  const [switchError, setSwitchError] = useState<unknown>(null)
  const disconnect = useCallback(async () => {
    await (await evmSession(settings).runtime()).disconnect()
  }, [settings])
  const switchChain = useCallback(async () => {
    setSwitching(true)
    setSwitchError(null)
    try {
      await (await evmSession(settings).runtime()).switchChain()
    } catch (error) {
      setSwitchError(error)
    }
    setSwitching(false)
  }, [settings])
  return { disconnect, switchChain, switching, switchError }
}
