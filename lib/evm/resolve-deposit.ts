import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Resolves a draw, in reqId order, from three blocks after the request. Anyone may. */
export const resolveDeposit = (manager: Address, reqId: bigint): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'resolveDeposit', [reqId])
