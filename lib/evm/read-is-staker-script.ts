import type { Address, Hex } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import type { ReadClient } from './clients.ts'
import { read } from './read.ts'

/** Whether a staker has registered this script to sweep to: nothing is paid out there. @throws {ContractError} */
export const readIsStakerScript = (client: ReadClient, registry: Address, script: Hex): Promise<boolean> =>
  read(client, registry, stakerRegistryAbi, 'isStakerScript', [script])
