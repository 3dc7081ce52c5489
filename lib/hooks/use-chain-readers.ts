'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { type Address, createPublicClient, custom } from 'viem'
import { useConnectorClient, usePublicClient } from 'wagmi'
import type { ReadClient } from '@/lib/evm/clients'
import { isLoopback } from '@/lib/wallet/is-loopback'
import { useSettings } from './settings'
import { useEvmAccount } from './use-evm-account'

let asked = false
const watchers = new Set<() => void>()
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
/** The person asked to check against the chain: from here on the configured endpoint may be contacted. */
export const askTheChain = () => {
  asked = true
  for (const watcher of watchers) watcher()
}

/** The bridge's contracts of this deployment. */
export function useBridgeContracts() {
  const { contracts } = useSettings()
  return useMemo(() => {
    const at = (name: string): Address => {
      const address = contracts[name]
      if (!address) throw new Error(`The server named no address for ${name}.`)
      return address as Address
    }
    return {
      manager: at('EntanglementManager'),
      registry: at('StakerRegistry'),
      relay: at('BitcoinRelay'),
      selector: at('StakerSelector'),
      all: Object.values(contracts),
    }
  }, [contracts])
}

/**
 * What the chain may be read through now: the connected wallet's own provider first, then the configured endpoint.
 * Before the person connects or asks, a host outside this machine is not contacted.
 */
export function useChainReaders(): { readers: readonly ReadClient[]; allowed: boolean } {
  const { evm } = useSettings()
  const account = useEvmAccount()
  const consent = useSyncExternalStore(
    watch,
    () => asked,
    () => false,
  )
  const rpc = usePublicClient()
  const { data: connected } = useConnectorClient()
  const usable = account.status === 'connected' && !account.wrongChain
  const local = evm.rpc.every(isLoopback)
  const allowed = local || consent || account.status === 'connected'
  const readers = useMemo(() => {
    const own =
      usable && connected
        ? createPublicClient({
            chain: connected.chain,
            transport: custom({ request: connected.request }, { retryCount: 0 }),
          })
        : null
    const candidates: readonly (ReadClient | null | undefined)[] = [own, allowed ? rpc : null]
    return candidates.filter((client): client is ReadClient => client !== null && client !== undefined)
  }, [allowed, connected, rpc, usable])
  return { readers, allowed }
}
