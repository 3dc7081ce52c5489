'use client'
import { useCallback, useRef, useState } from 'react'
import type { DepositRequestDraft } from '@/lib/flows/deposit/commit-request'
import { type DepositIntent, dropIntent, readIntents } from '@/lib/flows/deposit/intents'
import type { TransactionState } from '@/lib/flows/transaction'
import { browserStorage } from '@/lib/wallet/browser-storage'
import { alone } from './alone'
import { type BegunKind, useBegun } from './use-begun'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useEvmAccount } from './use-evm-account'
import { useFlowParts, useSigner, useStop } from './use-transaction'

/** Asks for a deposit; `request` resolves to its id, or null when nothing was requested and `state` says why. */
export function useRequestDeposit() {
  const [state, setState] = useState<TransactionState>({ name: 'idle' })
  const account = useEvmAccount()
  const { readers, witnesses } = useChainReaders(account.status === 'connected')
  const { manager } = useBridgeContracts()
  const signer = useSigner()
  const parts = useFlowParts()
  const busy = useRef(false)
  const { begin, stop } = useStop()
  const walletName = account.status === 'connected' ? account.wallet : ''
  const request = useCallback(
    async (draft: DepositRequestDraft): Promise<bigint | null> => {
      // one press is one request, whatever the mouse does (T34)
      if (!signer || busy.current) return null
      busy.current = true
      try {
        const [wallet, { commitRequest }] = await Promise.all([
          signer(),
          import('@/lib/flows/deposit/commit-request'),
        ])
        return await alone('deposit', (release) =>
          commitRequest(draft, {
            ...parts,
            readers,
            witnesses,
            wallet,
            walletName,
            manager,
            storage: browserStorage(),
            newId: () => crypto.randomUUID(),
            now: () => Math.floor(Date.now() / 1_000),
            signal: begin(),
            onState: (state) => {
              if (state.name === 'sent' || state.name === 'proposed') release()
              setState(state)
            },
          }),
        )
      } catch (error) {
        setState({ name: 'failed', error })
        return null
      } finally {
        busy.current = false
      }
    },
    [begin, manager, parts, readers, signer, walletName, witnesses],
  )
  return { state, request, stop, ready: signer !== null && readers.length > 0 }
}

const begun: BegunKind<DepositIntent> = {
  read: readIntents,
  drop: dropIntent,
  contractOf: ({ manager }) => manager,
  load: async () => (await import('@/lib/flows/deposit/find-request')).findRequest,
}

/** Deposits that were begun here and interrupted (C7). */
export const useOpenIntents = () => useBegun(begun, useBridgeContracts().manager)
