import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** Governed parameters of asking, see `BridgeParams` in contracts/src/types/BridgeTypes.sol. */
export type BridgeParams = Readonly<{
  dustSats: Sat
  requestLimitSats: Sat
  bondMinBps: number
  bondMaxBps: number
  depositPeriodSeconds: number
  depositPeriodBlocks: number
}>

/** @throws {ContractError} when the chain cannot be read */
export const readParams = async (
  client: ReadClient,
  manager: Address,
  at?: ReadAt,
): Promise<BridgeParams> => {
  const params = await read(client, manager, entanglementManagerAbi, 'params', [], at)
  return {
    ...params,
    dustSats: toSat(params.dustSats),
    requestLimitSats: toSat(params.requestLimitSats),
  }
}
