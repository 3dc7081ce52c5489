import type { Address } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Writes a staker's live weight into the draw, after a price move or when something matured. Anyone may. */
export const refreshWeight = (registry: Address, staker: Address): ContractCall =>
  contractCall(registry, stakerRegistryAbi, 'refreshWeight', [staker])
