'use client'
import { useMemo } from 'react'
import type { Hex } from 'viem'
import { buildProof } from '@/lib/bitcoin/build-proof'
import { relayHeaders } from '@/lib/bitcoin/relay-headers'
import { toHex } from '@/lib/bitcoin/to-hex'
import { MAX_PAYMENTS } from '@/lib/core/deposit-rules'
import { RpcUnavailableError } from '@/lib/errors/contract'
import { ProofError } from '@/lib/errors/proof'
import { claimBonds } from '@/lib/evm/claim-bonds'
import { executeDeposit } from '@/lib/evm/execute-deposit'
import { expireDeposit } from '@/lib/evm/expire-deposit'
import { readOutpointUsed } from '@/lib/evm/read-outpoint-used'
import { readRelayHash } from '@/lib/evm/read-relay-hash'
import { readRelayTip } from '@/lib/evm/read-relay-tip'
import { resolveDeposit } from '@/lib/evm/resolve-deposit'
import { submitHeaders } from '@/lib/evm/submit-headers'
import { useBridgeContracts } from './use-chain-readers'
import type { DepositModel } from './use-deposit'

/** Headers that one transaction brings; more would not fit into a block's gas. */
const HEADERS_AT_ONCE = 100

/** What anyone can do for a deposit, as calls that are built from both chains when they are pressed. */
export function useDepositCalls(model: DepositModel, reqId: bigint) {
  const { manager, relay } = useBridgeContracts()
  const { readers, esplora, payments } = model
  return useMemo(() => {
    const client = () => {
      const [first] = readers
      if (!first) throw new RpcUnavailableError()
      return first
    }
    return {
      resolve: (id: bigint = reqId) => resolveDeposit(manager, id),
      expire: () => expireDeposit(manager, reqId, 0),
      claimBond: () => claimBonds(manager, [reqId]),
      /** Proofs of every confirmed payment that was not counted before, built here. */
      prove: async () => {
        const txids = [
          ...new Set((payments ?? []).filter(({ block }) => block !== null).map(({ txid }) => txid)),
        ]
        const fresh: string[] = []
        for (const txid of txids) {
          const outputs = (payments ?? []).filter((payment) => payment.txid === txid)
          const used = await Promise.all(
            outputs.map(({ vout }) => readOutpointUsed(client(), manager, { txid, vout })),
          )
          if (used.some((counted) => !counted)) fresh.push(txid)
        }
        const proofs = await Promise.all(
          fresh.slice(0, MAX_PAYMENTS).map(async (txid) => (await buildProof(esplora, txid)).proof),
        )
        return executeDeposit(manager, reqId, 0, proofs)
      },
      /** The headers that the relay misses, from its own tip on. */
      updateRelay: async () => {
        const [tip, height] = await Promise.all([readRelayTip(client(), relay), esplora.tipHeight()])
        const known: Hex | null = await readRelayHash(client(), relay, tip.height)
        const batch = await relayHeaders(
          esplora,
          tip.height + 1,
          Math.min(height, tip.height + HEADERS_AT_ONCE),
        )
        // a relay on another branch needs that branch, which is more than a page can promise
        if (known === null || toHex(batch.raw.slice(4, 36)) !== known) throw new ProofError('header_link')
        return submitHeaders(relay, toHex(batch.raw))
      },
    }
  }, [esplora, manager, payments, readers, relay, reqId])
}
