'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { outpointKey } from '@/lib/bitcoin/outpoint-key'
import type { NamedPayment } from '@/lib/flows/deposit/named-payment'
import type { PaymentEvent } from '@/lib/flows/deposit/payment-watch'
import type { ShareToWatch, ShareWatch } from '@/lib/flows/deposit/share-watch'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'

/** Milliseconds between two looks: at what moves, and at what is over and may still be paid to (C22). */
const MOVING = 2_500
const RESTING = 15_000

type Logged = PaymentEvent & Readonly<{ share: number; seenAt: number }>

/**
 * What Bitcoin shows of each share, checked in this browser.
 * @param over every share is minted or cancelled: looked at seldom
 */
export function useDepositSights(
  reqId: bigint,
  shares: readonly ShareToWatch[],
  baseConfirmations: number,
  over: boolean,
) {
  const { minter, relay } = useBridgeContracts()
  const { readers } = useChainReaders()
  const place = readers.length
  const start = useQuery({
    queryKey: ['relay-start', relay, place],
    queryFn: async () => {
      const [client] = readers
      return client ? (await import('@/lib/evm/read-relay-start')).readRelayStart(client, relay) : null
    },
    enabled: place > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const minBlockWork = start.data?.minBlockWork ?? null
  const watch = useRef<ShareWatch | null>(null)
  // what a person named is kept as long as the page is open
  const [named, setNamed] = useState<readonly (NamedPayment & { share: number })[]>([])
  const asked = shares.map(({ share, script, sats, paidSats }) => `${share}:${script}:${sats}:${paidSats}`)
  const query = useQuery({
    queryKey: [
      'deposit-payments',
      reqId.toString(),
      place,
      asked.join(';'),
      minBlockWork !== null,
      named.length,
    ],
    queryFn: async () => {
      const [client] = readers
      watch.current ??= (await import('@/lib/flows/deposit/open-watch')).openShareWatch()
      const toWatch = shares.map((share) => ({
        ...share,
        named: named.filter((one) => one.share === share.share),
      }))
      return watch.current.look(toWatch, {
        baseConfirmations,
        minBlockWork,
        relayHash: async (height) =>
          client ? (await import('@/lib/evm/read-relay-hash')).readRelayHash(client, relay, height) : null,
        counted: client
          ? async (txid, vout) =>
              (await import('@/lib/evm/read-consumed')).readConsumed(client, minter, txid, vout)
          : null,
        now: Date.now,
      })
    },
    enabled: shares.length > 0,
    refetchInterval: over ? RESTING : MOVING,
    retry: false,
    placeholderData: (before) => before,
  })
  // what stands in for the next answer was told already
  const events = useEvents(query.isPlaceholderData ? undefined : query.data, query.dataUpdatedAt)
  const seen = [...(query.data?.values() ?? [])]
  const times = seen.map(({ at }) => at)
  return {
    /** what was seen last, also while no source answers; null while nothing was ever seen */
    sights: query.data ?? null,
    /** not all of it is from now */
    isError: query.isError || seen.some(({ missed }) => missed !== null),
    /** Unix seconds, when all of it was read last; null before the first time */
    at:
      times.length === 0 || times.includes(null) ? null : Math.floor(Math.min(...times.map(Number)) / 1_000),
    events,
    /** Looks once more. @throws {DepositPaidError} when a payment is there that the page did not show */
    recheck: async (share: number) => {
      const shown = new Set(query.data?.get(share)?.payments.map(outpointKey))
      const now = (await query.refetch()).data?.get(share)?.payments ?? []
      if (now.every((payment) => shown.has(outpointKey(payment)))) return
      const { DepositPaidError } = await import('@/lib/errors/deposit')
      throw new DepositPaidError()
    },
    /** a payment to a share that no list shows, named by its transaction */
    add: (share: number, payment: NamedPayment) => setNamed((before) => [...before, { ...payment, share }]),
  }
}

type Sights = Awaited<ReturnType<ShareWatch['look']>>
/** What changed while this page was open, newest first. */
function useEvents(sights: Sights | undefined, at: number): readonly Logged[] {
  const [log, setLog] = useState<readonly Logged[]>([])
  useEffect(() => {
    const latest = [...(sights ?? [])].flatMap(([share, { events }]) =>
      events.map((event) => ({ ...event, share, seenAt: at })),
    )
    if (latest.length > 0) setLog((before) => [...latest, ...before].slice(0, 8))
  }, [sights, at])
  return log
}
