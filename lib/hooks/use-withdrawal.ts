'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { confirmationsFor } from '@/lib/core/confirmations-for'
import type { Sat } from '@/lib/core/units'
import { withdrawalPhase } from '@/lib/core/withdrawal-phase'
import type { PayoutEvent, PayoutWatch } from '@/lib/flows/withdraw/payout-watch'
import { shareModels } from '@/lib/flows/withdraw/share-sight'
import { useSettings } from './settings'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useEvmAccount } from './use-evm-account'
import { useAskedFee } from './use-fee-takers'

const over: ReadonlySet<string> = new Set(['Cancelled', 'Failed'])

/**
 * Everything about one withdrawal, from the two chains alone: what the contract says, and what this browser found and
 * checked on Bitcoin. Neither the index nor the keeper is asked, so that it stands when they do not.
 */
export function useWithdrawal(reqId: bigint) {
  const { evm } = useSettings()
  const { minter, relay, withdrawals, holders } = useBridgeContracts()
  const { readers, allowed } = useChainReaders()
  const account = useEvmAccount()
  const key = reqId.toString()
  const place = readers.length

  const chain = useQuery({
    queryKey: ['withdrawal-chain', key, place],
    queryFn: async () => {
      const { readWithdrawalSight } = await import('@/lib/flows/withdraw/read-sight')
      return readWithdrawalSight(readers, { minter, relay, withdrawals, holders }, reqId)
    },
    enabled: place > 0,
    refetchInterval: 2_000,
    retry: false,
    placeholderData: (before) => (before?.withdrawal.reqId === reqId ? before : undefined),
  })
  const start = useQuery({
    queryKey: ['relay-start', relay, place],
    queryFn: async () => {
      const [client] = readers
      return client ? (await import('@/lib/evm/read-relay-start')).readRelayStart(client, relay) : null
    },
    enabled: place > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })

  const watch = useRef<PayoutWatch | null>(null)
  const data = chain.data ?? null
  // another state of a share asks another question: whose payment the contract has taken already
  const states = data?.withdrawal.shares.map(({ state }) => state).join(',') ?? ''
  const minBlockWork = start.data?.minBlockWork ?? null
  const settled = data !== null && (over.has(data.withdrawal.state) || states === '')
  const bitcoin = useQuery({
    queryKey: ['withdrawal-payments', key, place, states, minBlockWork !== null],
    queryFn: async () => {
      const [client] = readers
      if (!data || !client) return null
      watch.current ??= (await import('@/lib/flows/withdraw/open-watch')).openPayoutWatch()
      const [{ readRelayHash }, { readConsumed }] = await Promise.all([
        import('@/lib/evm/read-relay-hash'),
        import('@/lib/evm/read-consumed'),
      ])
      return watch.current.look({
        withdrawal: data.withdrawal,
        chainId: evm.chainId,
        withdrawals,
        required: (number) => {
          const share = data.withdrawal.shares.find(({ share }) => share === number)
          return confirmationsFor(share?.sats ?? (0n as Sat), data.confirmations)
        },
        minBlockWork,
        relayHash: (height) => readRelayHash(client, relay, height),
        consumed: (txid, vout) => readConsumed(client, withdrawals, txid, vout),
      })
    },
    enabled: data !== null && !settled,
    // what is paid is paid: its transactions are looked up once more, not watched
    refetchInterval: data?.withdrawal.state === 'Complete' ? 60_000 : 2_500,
    retry: false,
    placeholderData: (before) => before,
  })
  const events = useEvents(bitcoin.data?.events)

  const askedFeeSats = useAskedFee(
    readers,
    data !== null && data.withdrawal.position > 0
      ? { maxFeeSats: data.withdrawal.maxFeeSats, dustSats: data.params.dustSats }
      : null,
  )

  const view = useMemo(() => {
    if (data === null) return null
    // while no source answers, what was verified last stands, and the page says since when
    const sight = bitcoin.data ?? null
    return {
      ...data,
      whole: withdrawalPhase(data.withdrawal, {
        evmTime: data.evmTime,
        bitcoinHeight: data.relay.height,
        evmBlock: data.evmBlock,
        drawBlock: data.draw.drawBlock === null ? null : Number(data.draw.drawBlock),
        firstInQueue: data.firstInQueue,
        largestSats: data.largestSats,
        dustSats: data.params.dustSats,
        askedFeeSats,
      }),
      shares: shareModels(data, sight),
      refused: sight?.refused ?? [],
    }
  }, [askedFeeSats, bitcoin.data, data])
  const owner = view?.withdrawal.owner ?? null
  const connected = account.status === 'connected' ? account.address : null

  return {
    allowed,
    readers,
    /** null while nothing is known */
    view,
    /** the chain's own answer; `data` null when it has no such withdrawal */
    chain,
    /** null while no account is connected */
    isOwner: owner === null || connected === null ? null : connected.toLowerCase() === owner.toLowerCase(),
    bitcoinTip: bitcoin.data?.tipHeight ?? null,
    bitcoinDown: bitcoin.isError,
    /** Unix seconds of the last look at Bitcoin that succeeded; null before the first */
    bitcoinSeenAt: bitcoin.dataUpdatedAt === 0 ? null : Math.floor(bitcoin.dataUpdatedAt / 1_000),
    /** the least miner fee that a staker asks while none takes this one */
    askedFeeSats,
    events,
  }
}
export type WithdrawalModel = ReturnType<typeof useWithdrawal>
export type WithdrawalSeen = NonNullable<WithdrawalModel['view']>

/** Reorganisations while this page was open, newest first. */
function useEvents(latest: readonly PayoutEvent[] | undefined): readonly PayoutEvent[] {
  const [log, setLog] = useState<readonly PayoutEvent[]>([])
  useEffect(() => {
    if (latest && latest.length > 0) setLog((before) => [...latest, ...before].slice(0, 8))
  }, [latest])
  return log
}
