import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Pays the sender what forfeited bonds left for it. */
export const claimBalance = (manager: Address): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'claimBalance', [])
