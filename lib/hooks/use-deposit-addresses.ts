'use client'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { DepositAddressMismatchError, RpcUnavailableError } from '@/lib/errors/contract'
import type { AgreedAddress } from '@/lib/flows/deposit/agree-on-address'
import { useSettings } from './settings'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'

/** One share's address, or why it cannot be shown. */
export type ShareAddress = Readonly<{ agreed: AgreedAddress | null; error: Error | null }>

/**
 * The Bitcoin address of every share, computed here and found equal everywhere.
 * @param scripts what the server claims for each share that may be paid, by its number; null where it claims nothing
 */
export function useDepositAddresses(
  reqId: bigint,
  scripts: ReadonlyMap<number, string | null>,
  ready: boolean,
) {
  const { evm, bitcoin } = useSettings()
  const { manager, registry } = useBridgeContracts()
  const { witnesses } = useChainReaders()
  const asked = [...scripts]
  const last = useRef(new Map<string, AgreedAddress>())
  const query = useQuery({
    queryKey: ['deposit-address', reqId.toString(), witnesses.length, asked.join(';')],
    queryFn: async () => {
      const { agreeOnAddress } = await import('@/lib/flows/deposit/agree-on-address')
      const answers = asked.map(async ([share, claimed]): Promise<[number, ShareAddress]> => {
        const agreed = agreeOnAddress(witnesses, {
          manager,
          registry,
          chainId: evm.chainId,
          reqId,
          share,
          network: bitcoin.network,
          claimedScript: claimed as `0x${string}` | null,
        })
        // only what the same endpoints were asked before, about the same claim
        const key = `${witnesses.length}:${share}:${claimed}`
        return agreed.then(
          (agreed) => {
            last.current.set(key, agreed)
            return [share, { agreed, error: null }]
          },
          // an endpoint that does not answer takes back nothing that was found equal before
          (error: Error) => [
            share,
            {
              agreed: error instanceof DepositAddressMismatchError ? null : (last.current.get(key) ?? null),
              error,
            },
          ],
        )
      })
      return new Map(await Promise.all(answers))
    },
    enabled: ready && asked.length > 0 && witnesses.length > 0,
    refetchInterval: 10_000,
    retry: false,
  })
  const errors = [...(query.data?.values() ?? [])].map(({ error }) => error)
  /** one address that differs is reason enough to show none */
  const mismatch = errors.find((error) => error instanceof DepositAddressMismatchError) ?? null
  return {
    of: (share: number): ShareAddress =>
      mismatch ? { agreed: null, error: null } : (query.data?.get(share) ?? { agreed: null, error: null }),
    mismatch,
    /** computes them once more, at the moment of paying */
    recheck: async (share: number): Promise<string> => {
      const again = await query.refetch({ throwOnError: true })
      const { agreed = null, error = null } = again.data?.get(share) ?? {}
      if (error) throw error
      if (!agreed) throw new RpcUnavailableError()
      return agreed.address
    },
  }
}
