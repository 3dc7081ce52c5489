import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** Governed parameters, see `WithdrawalParams` in contracts/src/types/WithdrawalTypes.sol. */
export type WithdrawalParams = Readonly<{
  dustSats: Sat
  redeemFeeBps: number
  latePenaltyBps: number
  periodSeconds: number
  periodBlocks: number
}>

/** @throws {ContractError} when the chain cannot be read */
export const readWithdrawalParams = async (
  client: ReadClient,
  withdrawals: Address,
  at?: ReadAt,
): Promise<WithdrawalParams> => {
  const { dustSats, ...rest } = await read(client, withdrawals, withdrawalManagerAbi, 'params', [], at)
  return { dustSats: toSat(dustSats), ...rest }
}
