'use client'
import { useCallback, useRef, useState } from 'react'
import type { RequestProgress } from '@/lib/flows/withdraw/commit-request'
import { type WithdrawalIntent, withdrawalIntents } from '@/lib/flows/withdraw/intents'
import type { WithdrawalDraft } from '@/lib/flows/withdraw/read-terms'
import { browserStorage } from '@/lib/wallet/browser-storage'
import { alone } from './alone'
import { type BegunKind, useBegun } from './use-begun'
import { useBridgeContracts, useChainReaders } from './use-chain-readers'
import { useEvmAccount } from './use-evm-account'
import { useFlowParts, useSigner, useStop } from './use-transaction'

/** Asks for a withdrawal; `request` resolves to its id, or null when nothing was requested and `progress` says why. */
export function useRequestWithdrawal() {
  const [progress, setProgress] = useState<RequestProgress>({ step: 'request', state: { name: 'idle' } })
  const account = useEvmAccount()
  const { witnesses } = useChainReaders(account.status === 'connected')
  const { withdrawals, registry, token } = useBridgeContracts()
  const signer = useSigner()
  const parts = useFlowParts()
  const busy = useRef(false)
  const { begin, stop } = useStop()
  const walletName = account.status === 'connected' ? account.wallet : ''
  const request = useCallback(
    async (draft: WithdrawalDraft): Promise<bigint | null> => {
      // one press is one request, whatever the mouse does (T34)
      if (!signer || busy.current) return null
      busy.current = true
      try {
        const [wallet, { commitRequest }] = await Promise.all([
          signer(),
          import('@/lib/flows/withdraw/commit-request'),
        ])
        return await alone('withdrawal', (release) =>
          commitRequest(draft, {
            ...parts,
            readers: witnesses,
            wallet,
            walletName,
            contracts: { withdrawals, registry, token },
            storage: browserStorage(),
            newId: () => crypto.randomUUID(),
            signal: begin(),
            onProgress: (progress) => {
              const { step, state } = progress
              if (step !== 'approve' && (state.name === 'sent' || state.name === 'proposed')) release()
              setProgress(progress)
            },
          }),
        )
      } catch (error) {
        setProgress({ step: 'request', state: { name: 'failed', error } })
        return null
      } finally {
        busy.current = false
      }
    },
    [begin, parts, registry, signer, token, walletName, withdrawals, witnesses],
  )
  return { progress, request, stop, ready: signer !== null && witnesses.length > 0 }
}

const begun: BegunKind<WithdrawalIntent> = {
  ...withdrawalIntents,
  contractOf: ({ withdrawals }) => withdrawals,
  load: async () => (await import('@/lib/flows/withdraw/find-request')).findWithdrawal,
}

/** Withdrawals that were begun here and interrupted (C7). */
export const useOpenWithdrawals = () => useBegun(begun, useBridgeContracts().withdrawals)
