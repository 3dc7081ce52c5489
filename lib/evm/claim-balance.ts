import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Pays the sender what forfeited bonds, and bonds of draws that went into the queue, left for it. */
export const claimBalance = (manager: Address): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'claimBalance', [])
