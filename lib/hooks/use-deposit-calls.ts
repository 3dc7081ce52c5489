'use client'
import { useMemo } from 'react'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { useBridgeContracts } from './use-chain-readers'
import type { DepositModel } from './use-deposit'

const load = async () => {
  const [calls, { ownEsplora }] = await Promise.all([
    import('@/lib/flows/deposit/calls'),
    import('@/lib/flows/deposit/own-esplora'),
  ])
  return { ...calls, ownEsplora }
}

/** What anyone can do for a deposit, as calls that are built from both chains when they are pressed. */
export function useDepositCalls(model: DepositModel, reqId: bigint) {
  const { manager, relay } = useBridgeContracts()
  const { readers, payments } = model
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
        const { provePayments, ownEsplora } = await load()
        return provePayments(client(), ownEsplora(), manager, reqId, payments ?? [])
      },
      updateRelay: async () => {
        const { updateRelay, ownEsplora } = await load()
        return updateRelay(client(), ownEsplora(), relay)
      },
    }
  }, [manager, payments, readers, relay, reqId])
}
