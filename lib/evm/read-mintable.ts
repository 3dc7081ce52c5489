import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** What the mint limit of 24 hours still allows, in sats. @throws {ContractError} when the chain cannot be read */
export const readMintable = async (client: ReadClient, minter: Address, at?: ReadAt): Promise<Sat> =>
  toSat(await read(client, minter, depositMinterAbi, 'mintable', [], at))
