'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { depositPhase } from '@/lib/core/deposit-phase'
import { DepositAddressMismatchError, RpcUnavailableError } from '@/lib/errors/contract'
import { depositFromIndex } from '@/lib/flows/deposit/from-index'
import type { PaymentEvent, PaymentWatch } from '@/lib/flows/deposit/payment-watch'
import { seenPayments } from '@/lib/flows/deposit/sight'
import { requestQuery } from '@/lib/queries/request'
import { useSettings } from './settings'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useStatus } from './use-status'

// A page that only shows what the index says needs none of this.
const loadSight = () => import('@/lib/flows/deposit/read-sight')
const loadStart = () => import('@/lib/evm/read-relay-start')
const loadHash = () => import('@/lib/evm/read-relay-hash')
const loadAddress = () => import('@/lib/flows/deposit/agree-on-address')
const loadWatch = () => import('@/lib/flows/deposit/open-watch')

/**
 * Everything about one deposit: from the chain where it may be asked, from the index beside it, and from Bitcoin. The
 * address is given only once computed here and found equal everywhere.
 */
export function useDeposit(reqId: bigint) {
  const { evm, bitcoin } = useSettings()
  const { manager, minter, registry, relay, selector } = useBridgeContracts()
  const { readers, witnesses, allowed } = useChainReaders()
  const key = reqId.toString()
  const place = readers.length

  const index = useQuery(requestQuery(reqId))
  const status = useStatus()
  const chain = useQuery({
    queryKey: ['deposit-chain', key, place],
    queryFn: async () => {
      const { readSight } = await loadSight()
      return readSight(readers, { manager, minter, registry, relay, selector }, reqId, evm.chainId)
    },
    enabled: readers.length > 0,
    refetchInterval: 2_000,
    retry: false,
    // a wallet that connects brings a reader of its own; until that has answered, what the other one said stands
    placeholderData: (before) => (before?.shares[0]?.deposit.reqId === reqId ? before : undefined),
  })
  const start = useQuery({
    queryKey: ['relay-start', relay, place],
    queryFn: async () => {
      const client = readers[0]
      return client ? (await loadStart()).readRelayStart(client, relay) : null
    },
    enabled: readers.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const claimedScript = index.data?.data.shares[0]?.script ?? null
  const address = useQuery({
    queryKey: ['deposit-address', key, place, claimedScript],
    queryFn: async () => {
      const { agreeOnAddress } = await loadAddress()
      return agreeOnAddress(witnesses, {
        manager,
        registry,
        chainId: evm.chainId,
        reqId,
        share: 0,
        network: bitcoin.network,
        claimedScript: claimedScript as `0x${string}` | null,
      })
    },
    // what the server names must be known before anything payable is shown
    enabled: readers.length > 0 && chain.data?.shares[0]?.settled === true && !index.isPending,
    refetchInterval: 10_000,
    retry: false,
  })

  // What was minted is over: the index has its payments, and Bitcoin need not be asked again and again. The chain's word
  // goes first, or a server that lies could keep a payment unseen and its QR open.
  const state = chain.data?.shares[0]?.deposit.state ?? index.data?.data.state
  const over = index.data != null && (state === 'Minted' || state === 'Cancelled')
  const watch = useRef<PaymentWatch | null>(null)
  const script = address.data?.script ?? (claimedScript as `0x${string}` | null)
  const required = chain.data?.base ?? null
  const minBlockWork = start.data?.minBlockWork ?? null
  const bitcoinSight = useQuery({
    queryKey: ['deposit-payments', key, script, place, required, minBlockWork !== null],
    queryFn: async () => {
      if (script === null) return null
      const client = readers[0]
      watch.current ??= (await loadWatch()).openWatch()
      return watch.current.look({
        script,
        required: required ?? 6,
        minBlockWork,
        relayHash: async (height) =>
          client ? (await loadHash()).readRelayHash(client, relay, height) : null,
      })
    },
    enabled: script !== null && !over,
    refetchInterval: 2_500,
    retry: false,
    placeholderData: (before) => before,
  })
  const events = useEvents(bitcoinSight.data?.events, bitcoinSight.dataUpdatedAt)

  const recheck = async (): Promise<string> => {
    const again = await address.refetch({ throwOnError: true })
    if (!again.data) throw new RpcUnavailableError()
    return again.data.address
  }

  const seen = bitcoinSight.data?.payments ?? null
  const payments = useMemo(() => seen?.filter(({ provable }) => provable) ?? null, [seen])
  const unprovable = useMemo(() => seen?.filter(({ provable }) => !provable) ?? [], [seen])

  const mismatch = address.error instanceof DepositAddressMismatchError ? address.error : null
  const view = useMemo(() => {
    const dto = index.data?.data ?? null
    const deposit = chain.data?.shares[0]?.deposit ?? (dto && depositFromIndex(dto))
    if (!deposit) return null
    const known = status.data
    const evmTime = chain.data?.evmTime ?? known?.chain.headTime ?? null
    const height = chain.data?.relay.height ?? known?.bitcoin.relayHeight ?? null
    if (evmTime === null || height === null) return null
    const sight = bitcoinSight.isError ? null : (bitcoinSight.data ?? null)
    const payments = seenPayments(sight, height, new Set())
    return {
      deposit,
      evmTime,
      height,
      ...depositPhase(deposit, {
        evmTime,
        bitcoinHeight: height,
        relayTime: chain.data?.relay.time ?? null,
        evmBlock: chain.data?.evmBlock ?? null,
        drawBlock: chain.data?.draw.drawBlock == null ? null : Number(chain.data.draw.drawBlock),
        baseConfirmations: chain.data?.base ?? 6,
        reserved: chain.data?.shares[0]?.reserved ?? false,
        drainable: chain.data?.shares[0]?.drainable ?? null,
        closed: chain.data?.system.closed ?? null,
        payments,
        recovered:
          deposit.state === 'Refundable' &&
          height >= deposit.refundHeight &&
          sight !== null &&
          sight.payments.length > 0 &&
          sight.payments.every(({ spend }) => spend?.height != null && spend.by !== 'staker'),
      }),
    }
  }, [bitcoinSight.data, bitcoinSight.isError, chain.data, index.data, status.data])

  return {
    allowed,
    readers,
    /** the deposit, its phase and what can be done; null while nothing is known */
    view,
    /** the chain's own answer; `data` null when it has no such deposit */
    chain,
    /** the index's answer beside it: times, transactions, amounts minted */
    index,
    address: mismatch ? null : (address.data ?? null),
    addressError: mismatch ? null : address.error,
    mismatch,
    recheck,
    /** what the contract can accept; null while nothing is known of Bitcoin */
    payments,
    /** paid to the address, and never to be minted */
    unprovable,
    bitcoinTip: bitcoinSight.data?.tipHeight ?? null,
    bitcoinDown: bitcoinSight.isError,
    bitcoinSeenAt: bitcoinSight.dataUpdatedAt,
    events,
  }
}
export type DepositModel = ReturnType<typeof useDeposit>

type Logged = PaymentEvent & { seenAt: number }
/** What changed while this page was open, newest first. */
function useEvents(latest: readonly PaymentEvent[] | undefined, at: number): readonly Logged[] {
  const [log, setLog] = useState<readonly Logged[]>([])
  useEffect(() => {
    if (!latest || latest.length === 0) return
    setLog((before) => [...latest.map((event) => ({ ...event, seenAt: at })), ...before].slice(0, 8))
  }, [latest, at])
  return log
}
