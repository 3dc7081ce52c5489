'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { depositWhole } from '@/lib/core/deposit-whole'
import { depositsFromIndex, openReorgs } from '@/lib/flows/deposit/from-index'
import type { NamedPayment } from '@/lib/flows/deposit/named-payment'
import type { ShareReorg } from '@/lib/flows/deposit/reorg-watch'
import { shareViews } from '@/lib/flows/deposit/share-views'
import { type InitialRequest, requestQuery } from '@/lib/queries/request'
import type { StatusAnswer } from '@/lib/queries/status-view'
import { useSettings } from './settings'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useDepositAddresses } from './use-deposit-addresses'
import { useDepositSights } from './use-deposit-sights'
import { useReorgs } from './use-reorgs'
import { useStatus } from './use-status'

// A page that only shows what the index says needs none of this.
const loadSight = () => import('@/lib/flows/deposit/read-sight')

/** What the server rendered with: a share stands somewhere only by the heights of both chains. */
export type InitialDeposit = { request: InitialRequest | null; status: StatusAnswer | null }

/**
 * Everything about one deposit and each of its shares: from the chain where it may be asked, from the index beside it, and
 * from Bitcoin. An address is given only once computed here and found equal everywhere.
 */
export function useDeposit(reqId: bigint, initial: InitialDeposit) {
  const { evm } = useSettings()
  const { manager, minter, registry, relay, selector } = useBridgeContracts()
  const { readers, allowed } = useChainReaders()
  const key = reqId.toString()
  const place = readers.length

  const index = useQuery(requestQuery(reqId, initial.request))
  const status = useStatus(initial.status)
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
  const dto = index.data?.data ?? null
  const beside = useMemo(() => (dto === null ? [] : depositsFromIndex(dto)), [dto])
  const known = chain.data?.shares.map(({ deposit }) => deposit) ?? beside
  const indexed = useMemo(() => (dto === null ? new Map<number, ShareReorg>() : openReorgs(dto)), [dto])
  const reorgs = useReorgs(reqId, known, indexed)

  const claimed = (share: number) => dto?.shares.find((one) => one.share === share)?.script ?? null
  const settled = chain.data?.shares.filter((share) => share.settled) ?? []
  const addresses = useDepositAddresses(
    reqId,
    new Map(settled.map(({ deposit: { share } }) => [share, claimed(share)])),
    // what the server names must be known before anything payable is shown
    !index.isPending,
  )
  // Bitcoin is asked by what was computed here; by the server's word only while the chain may not be asked.
  const watched = known.flatMap(({ share, sats, paidSats }) => {
    const script = addresses.of(share).agreed?.script ?? claimed(share)
    return script === null ? [] : [{ share, script: script as `0x${string}`, sats, paidSats }]
  })
  const over = known.length > 0 && known.every(({ state }) => state === 'Minted')
  const baseConfirmations = chain.data?.base ?? 6
  const bitcoin = useDepositSights(reqId, watched, baseConfirmations, over)

  const evmTime = status.data?.chain.headTime ?? null
  const relayHeight = status.data?.bitcoin.relayHeight ?? null
  const { sights } = bitcoin
  const views = useMemo(
    () => shareViews(chain.data ?? null, { deposits: beside, reorgs, evmTime, relayHeight }, sights),
    [beside, chain.data, evmTime, relayHeight, reorgs, sights],
  )
  const whole = useMemo(() => (views.length === 0 ? null : depositWhole(views)), [views])

  const common = {
    allowed,
    readers,
    /** the chain's own answer; `data` null when it has no such deposit */
    chain,
    /** the index's answer beside it: times, transactions, amounts minted */
    index,
    mismatch: addresses.mismatch,
    bitcoinTip: [...(sights?.values() ?? [])][0]?.tipHeight ?? null,
    bitcoinDown: bitcoin.isError,
    /** Unix seconds of the last look at Bitcoin that saw everything; null before the first */
    bitcoinSeenAt: bitcoin.at,
  }
  return {
    ...common,
    /** all its shares together; null while nothing is known */
    whole,
    /** each share by itself, in order; empty while nothing is known */
    shares: views.map((view) => {
      const { share, shareCount } = view.deposit
      const { agreed, error } = addresses.of(share)
      const seen = sights?.get(share)?.payments ?? null
      return {
        ...common,
        share,
        shareCount,
        /** the share, its phase and what can be done about it */
        view,
        address: agreed,
        addressError: error,
        recheck: async () => {
          await bitcoin.recheck(share)
          return addresses.recheck(share)
        },
        /** what the contract can accept; null while nothing is known of Bitcoin */
        payments: seen?.filter(({ provable }) => provable) ?? null,
        /** paid to the address, and never to be minted */
        unprovable: seen?.filter(({ provable }) => !provable) ?? [],
        events: bitcoin.events.filter((event) => event.share === share),
        addPayment: (payment: NamedPayment) => bitcoin.add(share, payment),
      }
    }),
  }
}
export type DepositRequestModel = ReturnType<typeof useDeposit>
/** One share of a deposit, as its panels see it. */
export type DepositModel = DepositRequestModel['shares'][number]
