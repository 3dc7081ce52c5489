'use client'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { readConsumed } from '@/lib/evm/read-consumed'
import { feeChoices } from '@/lib/flows/deposit/fee-choices'
import type { NamedPayment } from '@/lib/flows/deposit/named-payment'
import { openWatch } from '@/lib/flows/deposit/open-watch'
import { ownEsplora } from '@/lib/flows/deposit/own-esplora'
import type { PaymentWatch } from '@/lib/flows/deposit/payment-watch'
import { recoverPlace } from '@/lib/flows/deposit/recover-place'
import { recoverSight } from '@/lib/flows/deposit/recover-sight'
import { useSettings } from './settings'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'

/** What of a deposit can be taken back, and what became of it: from the chain and from Bitcoin, at every reload anew. */
export function useRecoverSight(reqId: bigint, share: number) {
  const { evm, bitcoin } = useSettings()
  const { manager, minter, registry } = useBridgeContracts()
  const { witnesses, allowed } = useChainReaders()
  const watch = useRef<PaymentWatch | null>(null)
  const place = useQuery({
    queryKey: ['recover-place', reqId.toString(), share, witnesses.length],
    queryFn: () =>
      recoverPlace(witnesses, {
        manager,
        registry,
        chainId: evm.chainId,
        reqId,
        share,
        network: bitcoin.network,
      }),
    enabled: witnesses.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.status === 'error' ? 5_000 : false),
    retry: false,
    // the same chain says the same through one more endpoint
    placeholderData: (before) => before,
  })
  const known = useRef(new Set<string>())
  const script = place.data?.script ?? null
  const [named, setNamed] = useState<readonly NamedPayment[]>([])
  const sight = useQuery({
    queryKey: ['recover-sight', script, named.length],
    queryFn: async () => {
      const [client] = witnesses
      if (!place.data || !client) return null
      watch.current ??= openWatch()
      const counted = async (txid: string, vout: number) => {
        // what was counted once stays so
        const coin = `${txid}:${vout}`
        if (!known.current.has(coin) && (await readConsumed(client, minter, txid, vout)))
          known.current.add(coin)
        return known.current.has(coin)
      }
      return recoverSight(watch.current, ownEsplora(), place.data, counted, named)
    },
    placeholderData: (before) => before,
    enabled: script !== null,
    refetchInterval: 3_000,
    retry: false,
  })
  const fees = useQuery({
    queryKey: ['recover-fees'],
    queryFn: async () => feeChoices(await ownEsplora().feeEstimates()),
    // what was signed must not differ from what is shown, so the rates stand still while the page is open
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })
  /** a payment that no list shows, named by its transaction */
  const add = (payment: NamedPayment) => setNamed((before) => [...before, payment])
  return { allowed, place, sight, fees: fees.data ?? null, add }
}
export type RecoverSightModel = ReturnType<typeof useRecoverSight>
