import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { toWei } from '../core/to-wei.ts'
import type { Wei } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { read } from './read.ts'

/** What forfeited bonds, and bonds of draws that went into the queue, left for an account. @throws {ContractError} */
export const readBalance = async (client: ReadClient, manager: Address, account: Address): Promise<Wei> =>
  toWei(await read(client, manager, entanglementManagerAbi, 'balanceOf', [account]))
