'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { BatchSender, TypedDataSigner, WriteClient } from '@/lib/evm/clients'
import type { ContractCall } from '@/lib/evm/contract-call'
import type { TransactionState } from '@/lib/flows/transaction'
import { statusQuery } from '@/lib/queries/status'
import { useSettings } from './settings'
import { useChainReaders } from './use-chain-readers'
import { useEvmAccount } from './use-evm-account'

/** Makes the connected account into something that signs; null while none is connected to this deployment's chain. */
export function useSigner(): (() => Promise<WriteClient & TypedDataSigner & BatchSender>) | null {
  const account = useEvmAccount()
  const settings = useSettings()
  return useMemo(() => {
    if (account.status !== 'connected' || account.wrongChain) return null
    const { address, provider, wallet: name } = account
    return async () => {
      const { createWriteClient } = await import('@/lib/wallet/write-client')
      return createWriteClient(settings, { address, provider, name })
    }
  }, [account, settings])
}

/** The rim of every flow: this page's clock, its index, its sleep. */
export function useFlowParts() {
  const queries = useQueryClient()
  return useMemo(
    () => ({
      indexedBlock: async () => {
        const answer = await queries.fetchQuery({ ...statusQuery(), staleTime: 0, retry: false })
        return answer.data.index.block
      },
      sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    }),
    [queries],
  )
}

/** Whether a flow is under way, so that it cannot be started twice. */
export const isUnderWay = ({ name }: TransactionState): boolean =>
  name === 'checking' || name === 'signing' || name === 'proposed' || name === 'sent' || name === 'included'

/** What lets the person stop waiting for a wallet; a new one for every flow. */
export function useStop() {
  const waiting = useRef<AbortController | null>(null)
  return useMemo(
    () => ({
      begin: () => {
        waiting.current = new AbortController()
        return waiting.current.signal
      },
      stop: () => waiting.current?.abort(),
    }),
    [],
  )
}

/** Sends one call and follows it. `run` resolves to true once the chain has it. */
export function useTransaction() {
  const [state, setState] = useState<TransactionState>({ name: 'idle' })
  const [rereading, setRereading] = useState(false)
  const account = useEvmAccount()
  const { readers } = useChainReaders(account.status === 'connected')
  const signer = useSigner()
  const parts = useFlowParts()
  const queries = useQueryClient()
  const busy = useRef(false)
  const { begin, stop } = useStop()
  const walletName = account.status === 'connected' ? account.wallet : ''
  const run = useCallback(
    async (build: () => ContractCall | Promise<ContractCall>): Promise<boolean> => {
      const client = readers[0]
      if (!client || !signer || busy.current) return false
      busy.current = true
      try {
        setState({ name: 'checking' })
        const [call, wallet, { runTransaction }] = await Promise.all([
          build(),
          signer(),
          import('@/lib/flows/transaction'),
        ])
        const receipt = await runTransaction({
          ...parts,
          client,
          wallet,
          walletName,
          call,
          signal: begin(),
          onState: setState,
        })
        setRereading(true)
        await queries.invalidateQueries()
        return receipt !== null
      } catch (error) {
        setState({ name: 'failed', error })
        return false
      } finally {
        setRereading(false)
        busy.current = false
      }
    },
    [begin, parts, queries, readers, signer, walletName],
  )
  return {
    state,
    run,
    stop,
    /** a press would do nothing: it is under way, or the page still reads what came of it */
    underWay: isUnderWay(state) || rereading,
    ready: signer !== null && readers.length > 0,
    reset: useCallback(() => setState({ name: 'idle' }), []),
  }
}
