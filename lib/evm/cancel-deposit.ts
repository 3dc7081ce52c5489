import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Leaves the queue, or declines the offer. The requester's alone. */
export const cancelDeposit = (manager: Address, reqId: bigint): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'cancelQueued', [reqId])
