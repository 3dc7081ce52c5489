'use client'
import { useEffect, useMemo, useRef } from 'react'
import type { Address } from 'viem'
import { useConfig, useConnection, useConnectors, useDisconnect, useReconnect, useSwitchChain } from 'wagmi'
import { useSettings } from './settings'

export type EvmAccount =
  | { status: 'disconnected' }
  /** a wallet of an earlier visit is being asked whether it still gives access */
  | { status: 'reconnecting' }
  | {
      status: 'connected'
      address: Address
      /** null when the wallet does not say */
      chainId: number | null
      wallet: string
      wrongChain: boolean
    }

/** The connected EVM account, and whether it is on this deployment's chain. */
export function useEvmAccount(): EvmAccount {
  const { address, chainId, connector, status } = useConnection()
  const { evm } = useSettings()
  return useMemo(() => {
    if (status === 'connected' && address)
      return {
        status,
        address,
        chainId: chainId ?? null,
        wallet: connector?.name ?? '',
        wrongChain: chainId !== evm.chainId,
      }
    return { status: status === 'reconnecting' ? 'reconnecting' : 'disconnected' }
  }, [address, chainId, connector, status, evm.chainId])
}

/** Leaves the wallet, and asks it to move to this deployment's chain. */
export function useEvmAccountActions() {
  const { evm } = useSettings()
  const { mutate: disconnect } = useDisconnect()
  const { mutate: switchChain, isPending: switching, error: switchError } = useSwitchChain()
  return {
    disconnect: () => disconnect({}),
    switchChain: () => switchChain({ chainId: evm.chainId }),
    switching,
    switchError,
  }
}

/** Whether any EVM wallet has announced itself in this browser (EIP-6963). */
export function useHasEvmWallets(): boolean {
  return useConnectors().length > 0
}

/**
 * Takes up the wallet of the last visit when it announces itself only after the page has looked: extensions and the
 * built-in wallet can be slower than the first render.
 */
export function useLateReconnect(): void {
  const config = useConfig()
  const connectors = useConnectors()
  const { status } = useConnection()
  const { mutate: reconnect } = useReconnect()
  const tried = useRef(new Set<string>())
  useEffect(() => {
    if (status !== 'disconnected') return
    void (async () => {
      const last = await config.storage?.getItem('recentConnectorId')
      const connector = connectors.find(({ id }) => id === last)
      if (!connector || tried.current.has(connector.uid)) return
      tried.current.add(connector.uid)
      reconnect({ connectors: [connector] })
    })()
  }, [config, connectors, reconnect, status])
}
