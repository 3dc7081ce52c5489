'use client'
import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'

/** What the bridge owes an account from bonds, in wei (0 while it is not known), and the call that takes it out. */
export function useBridgeBalance(account: Address) {
  const { manager } = useBridgeContracts()
  const [client] = useChainReaders().readers
  const balance = useQuery({
    queryKey: ['bridge-balance', manager, account, client !== undefined],
    queryFn: async () =>
      client ? (await import('../evm/read-balance')).readBalance(client, manager, account) : 0n,
    enabled: client !== undefined,
    refetchInterval: 10_000,
    retry: 1,
  })
  return {
    wei: balance.data ?? 0n,
    claim: async () => (await import('../evm/claim-balance')).claimBalance(manager),
  }
}
