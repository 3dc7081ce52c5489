import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { toSat } from '../core/to-sat.ts'
import type { Withdrawal, WithdrawalShare } from '../core/withdrawal.ts'
import { withdrawalShareStates, withdrawalStates } from '../core/withdrawal-state.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** One share as the chain holds it. @throws {ContractError} when the chain cannot be read */
const readShare = async (
  client: ReadClient,
  withdrawals: Address,
  reqId: bigint,
  share: number,
  at: ReadAt,
): Promise<WithdrawalShare> => {
  const view = await read(client, withdrawals, withdrawalManagerAbi, 'shareOf', [reqId, share], at)
  return {
    share,
    staker: view.staker,
    sats: toSat(view.sats),
    payoutSats: toSat(view.payoutSats),
    feeSats: toSat(view.feeSats),
    deadlineTime: Number(view.deadlineTime),
    deadlineHeight: Number(view.deadlineHeight),
    state: withdrawalShareStates[view.state] ?? 'None',
  }
}

/**
 * A withdrawal with all its shares as the chain holds them at one block; null when there is none with this id.
 * @throws {ContractError} when the chain cannot be read
 */
export const readWithdrawal = async (
  client: ReadClient,
  withdrawals: Address,
  reqId: bigint,
  at: Required<ReadAt>,
): Promise<Withdrawal | null> => {
  const view = await read(client, withdrawals, withdrawalManagerAbi, 'withdrawalOf', [reqId], at)
  const state = withdrawalStates[view.state] ?? 'None'
  if (state === 'None') return null
  const numbers = Array.from({ length: Number(view.shareCount) }, (_, share) => share)
  return {
    reqId,
    owner: view.owner,
    sats: toSat(view.sats),
    unplacedSats: toSat(view.unplacedSats),
    unplacedFeeSats: toSat(view.unplacedFeeSats),
    maxFeeSats: toSat(view.maxFeeSats),
    requestHeight: Number(view.requestHeight),
    state,
    drawing: view.drawing,
    position: Number(view.position),
    payoutScript: view.payoutScript,
    shares: await Promise.all(numbers.map((share) => readShare(client, withdrawals, reqId, share, at))),
  }
}
