'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Address, Hex } from 'viem'
import { minerFees } from '@/lib/core/miner-fees'
import type { Sat } from '@/lib/core/units'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useAskedFee } from './use-fee-takers'

type Asked = Readonly<{ owner: Address | null; sats: Sat | null; maxFeeSats: Sat | null; script: Hex | null }>

/** The contract's own word about a withdrawal that is being typed, fresh within seconds; what is not known is null. */
export function useWithdrawMarket({ owner, sats, maxFeeSats, script }: Asked) {
  const { withdrawals, registry, token } = useBridgeContracts()
  const { readers, allowed } = useChainReaders(owner !== null || sats !== null)
  const client = readers[0]
  const place = readers.length
  const must = <T>(value: T | null | undefined): T => {
    if (value === null || value === undefined) throw new RpcUnavailableError()
    return value
  }
  const params = useQuery({
    queryKey: ['withdrawal-params', withdrawals, place],
    queryFn: async () =>
      (await import('@/lib/evm/read-withdrawal-params')).readWithdrawalParams(must(client), withdrawals),
    enabled: client !== undefined,
    staleTime: 30_000,
    retry: 1,
  })
  const holding = useQuery({
    queryKey: ['qpbtc', token, owner, place],
    queryFn: async () => {
      const { readQpBtc } = await import('@/lib/evm/read-qpbtc')
      return readQpBtc(must(client), token, must(owner), withdrawals)
    },
    enabled: client !== undefined && owner !== null,
    refetchInterval: 4_000,
    retry: 1,
  })
  const quote = useQuery({
    queryKey: ['withdrawal-quote', withdrawals, sats?.toString(), maxFeeSats?.toString(), place],
    queryFn: async () => {
      const { readWithdrawalQuote } = await import('@/lib/evm/read-withdrawal-quote')
      return readWithdrawalQuote(must(client), withdrawals, must(sats), must(maxFeeSats))
    },
    enabled: client !== undefined && sats !== null && maxFeeSats !== null,
    refetchInterval: 4_000,
    placeholderData: keepPreviousData,
    retry: 1,
  })
  const staker = useQuery({
    queryKey: ['staker-script', registry, script, place],
    queryFn: async () => {
      const { readIsStakerScript } = await import('@/lib/evm/read-is-staker-script')
      return readIsStakerScript(must(client), registry, must(script))
    },
    enabled: client !== undefined && script !== null,
    retry: 1,
  })
  const dustSats = params.data?.dustSats ?? null
  const askedFeeSats = useAskedFee(
    readers,
    maxFeeSats === null || dustSats === null ? null : { maxFeeSats, dustSats },
  )
  return {
    allowed,
    askedFeeSats,
    params: params.data ?? null,
    balanceSats: holding.data?.balanceSats ?? null,
    quote: quote.data ?? null,
    /** whether `quote` belongs to what is typed now, not to what was before */
    fresh: quote.data !== undefined && !quote.isPlaceholderData && sats !== null && maxFeeSats !== null,
    /** null while unknown */
    isStakerScript: staker.data ?? null,
    error: quote.error ?? params.error ?? holding.error,
  }
}

/** What miners ask for now, as fees for one payment; null where no Bitcoin source says. */
export function useMinerFees() {
  const { data, isPending } = useQuery({
    queryKey: ['miner-fees'],
    queryFn: async () => {
      const { ownEsplora } = await import('@/lib/flows/deposit/own-esplora')
      return minerFees(await ownEsplora().feeEstimates())
    },
    staleTime: 60_000,
    refetchInterval: 60_000,
    retry: 1,
  })
  return { fees: data ?? null, isPending }
}
