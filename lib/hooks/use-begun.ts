'use client'
import { useCallback, useEffect, useState } from 'react'
import type { ReadClient } from '@/lib/evm/clients'
import { browserStorage } from '@/lib/wallet/browser-storage'
import { useChainReaders } from './use-chain-readers'

type Place = Pick<Storage, 'getItem' | 'setItem'>
type Found = bigint | 'pending' | 'proposed' | null
type Written = Readonly<{ id: string; fromBlock: number }>
/** A request that was begun here, and what the chain says became of it; `unknown` while it cannot be asked. */
export type Begun<Intent> = Readonly<{ intent: Intent; found: Found | 'unknown' }>

/** Where begun requests of one kind are written down, and how one is found on chain. The same object at every call. */
export type BegunKind<Intent extends Written> = Readonly<{
  read: (place: Place) => readonly Intent[]
  drop: (place: Place, id: string) => void
  contractOf: (intent: Intent) => string
  /** what finds one, from an EVM block on */
  load: () => Promise<(client: ReadClient, intent: Intent, since?: bigint) => Promise<Found>>
}>

const EVERY = 4_000
/** EVM blocks that are looked through again: more than a reorganisation takes back. */
const AGAIN = 256n

/** Requests that were begun here and whose page was closed or reloaded before their id was known (C7). */
export function useBegun<Intent extends Written>(kind: BegunKind<Intent>, contract: string) {
  const [begun, setBegun] = useState(false)
  const { readers } = useChainReaders(begun)
  const [open, setOpen] = useState<readonly Begun<Intent>[]>([])
  const client = readers[0]
  useEffect(() => setBegun(kind.read(browserStorage()).length > 0), [kind])
  useEffect(() => {
    if (!client) return
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    /** up to where each was looked for in vain: a Safe's may be signed weeks later */
    const looked = new Map<string, bigint>()
    const lookFor = async (intent: Intent): Promise<Begun<Intent>> => {
      try {
        const [find, head] = await Promise.all([kind.load(), client.getBlockNumber()])
        const found = await find(client, intent, looked.get(intent.id))
        const next = head - AGAIN
        if ((found === null || found === 'proposed') && next > BigInt(intent.fromBlock))
          looked.set(intent.id, next)
        return { intent, found }
      } catch {
        // a chain that cannot be asked has said nothing
        return { intent, found: 'unknown' }
      }
    }
    const look = async () => {
      const own = kind
        .read(browserStorage())
        .filter((intent) => kind.contractOf(intent).toLowerCase() === contract.toLowerCase())
      const found = await Promise.all(own.map(lookFor))
      if (!current) return
      setOpen(found)
      timer = setTimeout(look, EVERY)
    }
    void look()
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [client, contract, kind])
  const forget = useCallback(
    (id: string) => {
      kind.drop(browserStorage(), id)
      setOpen((before) => before.filter(({ intent }) => intent.id !== id))
    },
    [kind],
  )
  return { open, forget }
}
