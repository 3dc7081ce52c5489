import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** Governed parameters, see `BridgeParams` in contracts/src/types/BridgeTypes.sol. */
export type BridgeParams = Readonly<{
  dustSats: Sat
  depositFeeBps: number
  bondMinBps: number
  bondMaxBps: number
  confirmations: number
  depositPeriodSeconds: number
  depositPeriodBlocks: number
}>

/** @throws {ContractError} when the chain cannot be read */
export const readParams = async (
  client: ReadClient,
  manager: Address,
  at?: ReadAt,
): Promise<BridgeParams> => {
  const { dustSats, ...rest } = await read(client, manager, entanglementManagerAbi, 'params', [], at)
  return { dustSats: toSat(dustSats), ...rest }
}
