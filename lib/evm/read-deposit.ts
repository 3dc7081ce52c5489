import { type Address, zeroAddress } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type Deposit, depositStates } from '../core/deposit-state.ts'
import { toSat } from '../core/to-sat.ts'
import { toWei } from '../core/to-wei.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/**
 * One share of a deposit as the chain holds it; null when there is no request with this id.
 * @param share 0 before the draw, then below `shareCount`
 * @throws {ContractError} when the chain cannot be read
 */
export const readDeposit = async (
  client: ReadClient,
  manager: Address,
  reqId: bigint,
  share: number,
  at?: ReadAt,
): Promise<Deposit | null> => {
  const view = await read(client, manager, entanglementManagerAbi, 'depositOf', [reqId, share], at)
  const state = depositStates[view.state] ?? 'None'
  if (state === 'None') return null
  return {
    reqId,
    share,
    shareCount: view.shareCount,
    requester: view.requester,
    recipient: view.recipient,
    sats: toSat(view.sats),
    refundPubKeyHash: view.refundPubKeyHash,
    state,
    bondWei: toWei(view.bondWei),
    requestHeight: Number(view.requestHeight),
    refundHeight: Number(view.refundHeight),
    assignment:
      view.staker === zeroAddress
        ? null
        : {
            staker: view.staker,
            script: view.script,
            deadlineTime: Number(view.deadlineTime),
            deadlineHeight: Number(view.deadlineHeight),
          },
    offerUntil: state === 'Offered' ? Number(view.deadlineTime) : null,
    paidSats: toSat(view.paidSats),
    mintedSats: toSat(view.mintedSats),
    position: Number(view.position),
    swept: view.swept,
  }
}
