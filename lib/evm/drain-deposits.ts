import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Offers the oldest queued request capacity, when there is enough beyond what is offered already. Anyone may. */
export const drainDeposits = (manager: Address): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'drainDeposits', [])
