'use client'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Address } from 'viem'
import { isLoopback } from '@/lib/wallet/is-loopback'
import type { ChainReaders } from '@/lib/wallet/read-client'
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
      minter: at('DepositMinter'),
      registry: at('StakerRegistry'),
      relay: at('BitcoinRelay'),
      selector: at('StakerSelector'),
      withdrawals: at('WithdrawalManager'),
      holders: at('HolderSelector'),
      token: at('QpBTC'),
      all: Object.values(contracts),
    }
  }, [contracts])
}

type Create = typeof import('@/lib/wallet/read-client')['createReaders']
const nothing: ChainReaders = { readers: [], witnesses: [] }

/**
 * What the chain may be read through now: the connected wallet's own provider first, then the configured endpoint.
 * Before the person connects or asks, a host outside this machine is not contacted. The code that reads is loaded once it
 * is wanted; until then the lists are empty.
 */
export function useChainReaders(wanted = true): ChainReaders & { allowed: boolean } {
  const settings = useSettings()
  const account = useEvmAccount()
  const consent = useSyncExternalStore(
    watch,
    () => asked,
    () => false,
  )
  const [create, setCreate] = useState<Create | null>(null)
  const provider = account.status === 'connected' && !account.wrongChain ? account.provider : null
  const local = settings.evm.rpc.every(isLoopback)
  const allowed = local || consent || account.status === 'connected'
  const load = wanted && allowed
  useEffect(() => {
    if (!load) return
    let current = true
    void import('@/lib/wallet/read-client').then(({ createReaders }) => {
      if (current) setCreate(() => createReaders)
    })
    return () => {
      current = false
    }
  }, [load])
  const clients = useMemo(
    () => (create && allowed ? create(settings, provider) : nothing),
    [allowed, create, provider, settings],
  )
  return { ...clients, allowed }
}
