import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { OwedShare, WithdrawalHead } from '../core/owed-share.ts'
import { toSat } from '../core/to-sat.ts'
import { withdrawalShareStates } from '../core/withdrawal-state.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** One share of a withdrawal and the marking that its payment carries; null when there is none. @throws {ContractError} */
export const readOwedShare = async (
  client: ReadClient,
  manager: Address,
  { reqId, requestHeight, payoutScript }: Pick<WithdrawalHead, 'reqId' | 'requestHeight' | 'payoutScript'>,
  share: number,
  at?: ReadAt,
): Promise<OwedShare | null> => {
  const [view, marking] = await Promise.all([
    read(client, manager, withdrawalManagerAbi, 'shareOf', [reqId, share], at),
    read(client, manager, withdrawalManagerAbi, 'markingOf', [reqId, share], at),
  ])
  const state = withdrawalShareStates[view.state] ?? 'None'
  if (state === 'None') return null
  return {
    reqId,
    share,
    staker: view.staker,
    state,
    sats: toSat(view.sats),
    payoutSats: toSat(view.payoutSats),
    deadlineTime: Number(view.deadlineTime),
    deadlineHeight: Number(view.deadlineHeight),
    requestHeight,
    payoutScript,
    marking,
  }
}
