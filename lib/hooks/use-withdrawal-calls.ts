'use client'
import { useMemo } from 'react'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { ProofError } from '@/lib/errors/proof'
import type { WatchedPayout } from '@/lib/flows/withdraw/payout-watch'
import { useBridgeContracts } from './use-chain-readers'
import type { WithdrawalModel } from './use-withdrawal'

/** What can be done for a withdrawal, as calls that are built when they are pressed. */
export function useWithdrawalCalls({ readers }: Pick<WithdrawalModel, 'readers'>, reqId: bigint) {
  const { withdrawals, relay } = useBridgeContracts()
  return useMemo(
    () => ({
      resolve: async (id: bigint) =>
        (await import('@/lib/evm/resolve-withdrawal')).resolveWithdrawal(withdrawals, id),
      drain: async () => (await import('@/lib/evm/drain-queue')).drainQueue(withdrawals),
      cancelQueued: async () => (await import('@/lib/evm/cancel-queued')).cancelQueued(withdrawals, reqId),
      timeOut: async (share: number) =>
        (await import('@/lib/evm/time-out-share')).timeOutShare(withdrawals, reqId, share),
      retry: async (share: number) =>
        (await import('@/lib/evm/retry-share')).retryShare(withdrawals, reqId, share),
      reimburse: async (share: number) =>
        (await import('@/lib/evm/reimburse-share')).reimburseShare(withdrawals, reqId, share),
      /** The proof was built and verified here while the payment was watched. */
      prove: async (share: number, payment: WatchedPayout | null) => {
        if (!payment?.proof) throw new ProofError('confirmations')
        const { verifyWithdrawal } = await import('@/lib/evm/verify-withdrawal')
        return verifyWithdrawal(withdrawals, reqId, share, payment.proof)
      },
      updateRelay: async () => {
        const [client] = readers
        if (!client) throw new RpcUnavailableError()
        const [{ updateRelay }, { ownEsplora }] = await Promise.all([
          import('@/lib/flows/deposit/calls'),
          import('@/lib/flows/deposit/own-esplora'),
        ])
        return updateRelay(client, ownEsplora(), relay)
      },
    }),
    [readers, relay, reqId, withdrawals],
  )
}
