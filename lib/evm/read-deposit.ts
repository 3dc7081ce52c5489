import { type Address, zeroAddress } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type Deposit, depositStates } from '../core/deposit-state.ts'
import { toSat } from '../core/to-sat.ts'
import { toWei } from '../core/to-wei.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/**
 * A deposit as the chain holds it; null when there is none with this id.
 * @throws {ContractError} when the chain cannot be read
 */
export const readDeposit = async (
  client: ReadClient,
  manager: Address,
  reqId: bigint,
  at?: ReadAt,
): Promise<Deposit | null> => {
  const view = await read(client, manager, entanglementManagerAbi, 'depositOf', [reqId], at)
  const state = depositStates[view.state] ?? 'None'
  if (state === 'None') return null
  return {
    reqId,
    share: 0,
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
  }
}
