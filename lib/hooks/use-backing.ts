'use client'
import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { useBridgeContracts } from './use-chain-readers'
import type { WithdrawalModel } from './use-withdrawal'

/** What stands behind a late share now, in sats at the live price; null while unknown, or while there is no price. */
export function useBacking({ readers }: Pick<WithdrawalModel, 'readers'>, staker: Address) {
  const { registry } = useBridgeContracts()
  const [client] = readers
  const { data } = useQuery({
    queryKey: ['backing', registry, staker, readers.length],
    queryFn: async () => {
      const { readBacking } = await import('@/lib/evm/read-backing')
      return client ? readBacking(client, registry, staker) : null
    },
    enabled: client !== undefined,
    refetchInterval: 10_000,
    retry: false,
  })
  return data ?? null
}
