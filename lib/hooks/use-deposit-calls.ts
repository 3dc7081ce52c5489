'use client'
import { useMemo } from 'react'
import type { Wei } from '@/lib/core/units'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { ProofError } from '@/lib/errors/proof'
import { countedConfirmations } from '@/lib/flows/deposit/sight'
import { useBridgeContracts } from './use-chain-readers'
import type { DepositModel } from './use-deposit'

/** What can be done for a share, as calls that are built from both chains when they are pressed. */
export function useDepositCalls(model: DepositModel, reqId: bigint) {
  const { manager, minter, relay } = useBridgeContracts()
  const { readers, payments, view, share } = model
  return useMemo(() => {
    const client = () => {
      const [first] = readers
      if (!first) throw new RpcUnavailableError()
      return first
    }
    const { deposit, reserved, height, progress, reorg } = view
    const taken = () => {
      if (reorg === null) throw new ProofError('not_in_block')
      return { reqId, share, txid: reorg.txid, vout: reorg.vout }
    }
    return {
      resolve: async (id: bigint = reqId) =>
        (await import('@/lib/evm/resolve-deposit')).resolveDeposit(manager, id),
      expire: async () => (await import('@/lib/evm/expire-deposit')).expireDeposit(manager, reqId, share),
      claimBond: async () => (await import('@/lib/evm/claim-bonds')).claimBonds(manager, [reqId]),
      /** @param shownBondWei what the person was shown; the excess comes back */
      accept: async (shownBondWei: Wei) =>
        (await import('@/lib/evm/accept-deposit')).acceptDeposit(manager, reqId, shownBondWei),
      leave: async () => (await import('@/lib/evm/cancel-deposit')).cancelDeposit(manager, reqId),
      lapse: async () => (await import('@/lib/evm/lapse-deposit')).lapseDeposit(manager, reqId),
      drain: async () => {
        const { drainFor } = await import('@/lib/flows/deposit/can-drain')
        const call = drainFor({ manager, minter }, deposit, reserved)
        if (call === null) throw new RpcUnavailableError()
        return call
      },
      finalise: async () =>
        (await import('@/lib/evm/finalise-partial')).finalisePartial(minter, reqId, share),
      prove: async () => {
        const { provePayments } = await import('@/lib/flows/deposit/calls')
        const deep = (payments ?? []).filter(
          (payment) => !payment.counted && countedConfirmations(payment, height) >= progress.required,
        )
        return provePayments(client(), minter, deposit, deep)
      },
      /** Shows that the staker took a coin before it was minted; the proof is built when it is pressed. */
      proveSweep: async () => {
        const { proveTaken } = await import('@/lib/flows/deposit/prove-taken')
        return proveTaken(client(), minter, deposit, payments ?? [])
      },
      reportReorg: async () => (await import('@/lib/evm/report-reorg')).reportReorg(minter, taken()),
      /** Proves it in the block that holds it now. */
      reprove: async () => (await import('@/lib/flows/deposit/prove-again')).proveAgain(minter, taken()),
      closeReorg: async () => (await import('@/lib/evm/close-reorg')).closeReorg(minter, taken()),
      updateRelay: async () => {
        const [{ updateRelay }, { ownEsplora }] = await Promise.all([
          import('@/lib/flows/deposit/calls'),
          import('@/lib/flows/deposit/own-esplora'),
        ])
        return updateRelay(client(), ownEsplora(), relay)
      },
    }
  }, [manager, minter, payments, readers, relay, reqId, share, view])
}
