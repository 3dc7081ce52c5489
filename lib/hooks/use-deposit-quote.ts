'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Sat } from '@/lib/core/units'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'

/** The contract's own quote and limits, fresh within seconds. Null while the chain may not, or cannot, be asked. */
export function useDepositQuote(sats: Sat | null, wanted: boolean) {
  const { manager, minter } = useBridgeContracts()
  const { readers, allowed } = useChainReaders(wanted)
  const client = readers[0]
  const params = useQuery({
    queryKey: ['bridge-params', manager, readers.length],
    queryFn: async () => {
      if (!client) throw new RpcUnavailableError()
      const [{ readParams }, { readMintParams }] = await Promise.all([
        import('@/lib/evm/read-params'),
        import('@/lib/evm/read-mint-params'),
      ])
      const [asking, minting] = await Promise.all([
        readParams(client, manager),
        readMintParams(client, minter),
      ])
      return { ...asking, ...minting }
    },
    enabled: client !== undefined,
    staleTime: 30_000,
    retry: 1,
  })
  const asked = sats ?? params.data?.dustSats ?? null
  const quote = useQuery({
    queryKey: ['deposit-quote', manager, asked?.toString(), readers.length],
    queryFn: async () => {
      if (!client || asked === null) throw new RpcUnavailableError()
      const { readQuote } = await import('@/lib/evm/read-quote')
      return readQuote(client, manager, asked)
    },
    enabled: client !== undefined && asked !== null,
    refetchInterval: 4_000,
    placeholderData: keepPreviousData,
    retry: 1,
  })
  return {
    allowed,
    /** null until asked for an amount; `maxSats` holds for any amount */
    quote: quote.data ?? null,
    /** whether `quote` belongs to the amount asked for, not to the one before */
    fresh: quote.data !== undefined && !quote.isPlaceholderData && sats !== null,
    params: params.data ?? null,
    error: quote.error ?? params.error,
  }
}
