'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useConnectorClient } from 'wagmi'
import type { WriteClient } from '@/lib/evm/clients'
import type { ContractCall } from '@/lib/evm/contract-call'
import type { TransactionState } from '@/lib/flows/transaction'
import { statusQuery } from '@/lib/queries/status'
import { useChainReaders } from './use-chain-readers'
import { useEvmAccount } from './use-evm-account'

/** The connected account as something that signs; null while none is connected to this deployment's chain. */
export function useWriteClient(): WriteClient | null {
  const account = useEvmAccount()
  const { data } = useConnectorClient()
  const usable = account.status === 'connected' && !account.wrongChain
  return useMemo(
    () =>
      usable && data
        ? {
            account: data.account,
            chain: data.chain,
            getChainId: async () => Number(await data.request({ method: 'eth_chainId' })),
            getAddresses: () => data.request({ method: 'eth_accounts' }),
            // exactly what was simulated goes to the wallet, which adds gas and nonce itself
            sendTransaction: ({ to, data: input, value }) =>
              data.request({
                method: 'eth_sendTransaction',
                params: [{ from: data.account.address, to, data: input, value: `0x${value.toString(16)}` }],
              }),
          }
        : null,
    [data, usable],
  )
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
  name === 'checking' || name === 'signing' || name === 'sent' || name === 'included'

/** Sends one call and follows it. `run` resolves to true once the chain has it. */
export function useTransaction() {
  const [state, setState] = useState<TransactionState>({ name: 'idle' })
  const account = useEvmAccount()
  const { readers } = useChainReaders(account.status === 'connected')
  const wallet = useWriteClient()
  const parts = useFlowParts()
  const queries = useQueryClient()
  const busy = useRef(false)
  const walletName = account.status === 'connected' ? account.wallet : ''
  const run = useCallback(
    async (build: () => ContractCall | Promise<ContractCall>): Promise<boolean> => {
      const client = readers[0]
      if (!client || !wallet || busy.current) return false
      busy.current = true
      try {
        setState({ name: 'checking' })
        const [call, { runTransaction }] = await Promise.all([build(), import('@/lib/flows/transaction')])
        const receipt = await runTransaction({
          ...parts,
          client,
          wallet,
          walletName,
          call,
          onState: setState,
        })
        await queries.invalidateQueries()
        return receipt !== null
      } catch (error) {
        setState({ name: 'failed', error })
        return false
      } finally {
        busy.current = false
      }
    },
    [parts, queries, readers, wallet, walletName],
  )
  return { state, run, ready: wallet !== null, reset: useCallback(() => setState({ name: 'idle' }), []) }
}
