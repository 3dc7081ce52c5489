import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** Governed parameters of minting, see `MintParams` in contracts/src/types/BridgeTypes.sol. */
export type MintParams = Readonly<{
  depositFeeBps: number
  /** least confirmations, for amounts under 10 BTC */
  confirmations: number
  /** most that is minted in any 24 hours */
  mintLimitSats: Sat
}>

/** @throws {ContractError} when the chain cannot be read */
export const readMintParams = async (
  client: ReadClient,
  minter: Address,
  at?: ReadAt,
): Promise<MintParams> => {
  const params = await read(client, minter, depositMinterAbi, 'mintParams', [], at)
  return { ...params, mintLimitSats: toSat(params.mintLimitSats) }
}
