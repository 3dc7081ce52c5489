import type { Address } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Adds collateral; the token must be approved first. @param amount in the token's smallest unit */
export const depositCollateral = (registry: Address, amount: bigint): ContractCall =>
  contractCall(registry, stakerRegistryAbi, 'depositCollateral', [amount])
