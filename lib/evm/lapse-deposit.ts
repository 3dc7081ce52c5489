import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Records that an offer was not taken in time. Anyone may. */
export const lapseDeposit = (manager: Address, reqId: bigint): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'lapseDeposit', [reqId])
