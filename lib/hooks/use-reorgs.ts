'use client'
import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Deposit } from '@/lib/core/deposit-state'
import type { ReorgWatch, ShareReorg } from '@/lib/flows/deposit/reorg-watch'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'

/** Milliseconds between two looks: at what is watched, and where no endpoint gave its events. */
const EVERY = 10_000
const SELDOM = 60_000
const reported = new Set<Deposit['state']>(['Minted', 'Escrowed'])

/**
 * Counted payments that Bitcoin took back, by share, as the contracts say; what the index says while they were not asked. Of
 * what was counted more than a day ago only that is asked about.
 */
export function useReorgs(
  reqId: bigint,
  deposits: readonly Deposit[],
  indexed: ReadonlyMap<number, ShareReorg>,
): ReadonlyMap<number, ShareReorg> {
  const { minter } = useBridgeContracts()
  const { readers } = useChainReaders()
  const watch = useRef<ReorgWatch | null>(null)
  const paidSats = deposits
    .filter(({ state }) => reported.has(state))
    .reduce((sum, deposit) => sum + deposit.paidSats, 0n)
  const query = useQuery({
    queryKey: [
      'deposit-reorgs',
      reqId.toString(),
      readers.length,
      paidSats.toString(),
      [...indexed.values()].map(({ txid, vout }) => `${txid}:${vout}`).join(),
    ],
    queryFn: async () => {
      const { ReorgWatch } = await import('@/lib/flows/deposit/reorg-watch')
      watch.current ??= new ReorgWatch(minter, reqId)
      return watch.current.look(readers, paidSats, indexed)
    },
    enabled: readers.length > 0 && paidSats > 0n,
    refetchInterval: ({ state: { data } }) => (data === undefined ? SELDOM : data.watched > 0 && EVERY),
    retry: false,
    placeholderData: (before) => before,
  })
  return query.data?.reorgs ?? indexed
}
