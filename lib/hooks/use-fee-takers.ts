'use client'
import { useQuery } from '@tanstack/react-query'
import type { Sat } from '@/lib/core/units'
import type { ReadClient } from '@/lib/evm/clients'
import { useBridgeContracts } from './use-chain-readers'

/**
 * The least miner fee that a staker asks while none takes this one; null when one does, or that is not known.
 * @param asked null while there is nothing to ask for
 */
export function useAskedFee(
  readers: readonly ReadClient[],
  asked: Readonly<{ maxFeeSats: Sat; dustSats: bigint }> | null,
): Sat | null {
  const { registry } = useBridgeContracts()
  const [client] = readers
  const { data } = useQuery({
    queryKey: [
      'fee-takers',
      registry,
      asked?.maxFeeSats.toString(),
      asked?.dustSats.toString(),
      readers.length,
    ],
    queryFn: async () => {
      if (!client || !asked) return null
      const { maxFeeSats, dustSats } = asked
      const { readFeeTakers } = await import('@/lib/evm/read-fee-takers')
      return readFeeTakers(client, registry, { maxFeeSats, leastSats: dustSats + maxFeeSats })
    },
    enabled: client !== undefined && asked !== null,
    refetchInterval: 8_000,
    retry: false,
  })
  return asked !== null && data?.taken === false ? data.leastAskedSats : null
}
