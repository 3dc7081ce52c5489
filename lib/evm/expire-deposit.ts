import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Releases a reservation once both clocks are past the deadline plus 36 blocks. Anyone may. */
export const expireDeposit = (manager: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'expireDeposit', [reqId, share])
