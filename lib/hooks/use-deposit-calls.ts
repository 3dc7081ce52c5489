'use client'
import { useMemo } from 'react'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { countedConfirmations } from '@/lib/flows/deposit/sight'
import { useBridgeContracts } from './use-chain-readers'
import type { DepositModel } from './use-deposit'

/** What anyone can do for a deposit, as calls that are built from both chains when they are pressed. */
export function useDepositCalls(model: DepositModel, reqId: bigint) {
  const { manager, minter, relay } = useBridgeContracts()
  const { readers, payments, view, chain } = model
  const required = chain.data?.base ?? Number.POSITIVE_INFINITY
  return useMemo(() => {
    const client = () => {
      const [first] = readers
      if (!first) throw new RpcUnavailableError()
      return first
    }
    return {
      resolve: async (id: bigint = reqId) =>
        (await import('@/lib/evm/resolve-deposit')).resolveDeposit(manager, id),
      expire: async () => (await import('@/lib/evm/expire-deposit')).expireDeposit(manager, reqId, 0),
      claimBond: async () => (await import('@/lib/evm/claim-bonds')).claimBonds(manager, [reqId]),
      prove: async () => {
        const { provePayments } = await import('@/lib/flows/deposit/calls')
        if (!view) throw new RpcUnavailableError()
        const counted = (payments ?? []).filter(
          (payment) => countedConfirmations(payment, view.height) >= required,
        )
        return provePayments(client(), minter, view.deposit, counted)
      },
      updateRelay: async () => {
        const [{ updateRelay }, { ownEsplora }] = await Promise.all([
          import('@/lib/flows/deposit/calls'),
          import('@/lib/flows/deposit/own-esplora'),
        ])
        return updateRelay(client(), ownEsplora(), relay)
      },
    }
  }, [manager, minter, payments, readers, relay, reqId, required, view])
}
