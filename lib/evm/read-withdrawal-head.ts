import { type Address, zeroAddress } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { WithdrawalHead } from '../core/owed-share.ts'
import { toSat } from '../core/to-sat.ts'
import { withdrawalStates } from '../core/withdrawal-state.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** A withdrawal as the chain holds it, without its shares; null when the id is none of a withdrawal. @throws {ContractError} */
export const readWithdrawalHead = async (
  client: ReadClient,
  manager: Address,
  reqId: bigint,
  at?: ReadAt,
): Promise<WithdrawalHead | null> => {
  const view = await read(client, manager, withdrawalManagerAbi, 'withdrawalOf', [reqId], at)
  if (view.owner === zeroAddress) return null
  return {
    reqId,
    owner: view.owner,
    state: withdrawalStates[view.state] ?? 'None',
    shareCount: Number(view.shareCount),
    drawing: view.drawing,
    unplacedSats: toSat(view.unplacedSats),
    requestHeight: Number(view.requestHeight),
    payoutScript: view.payoutScript,
  }
}
