import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Records that a share is late on both clocks and their margins. Anyone may. */
export const timeOutShare = (withdrawals: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(withdrawals, withdrawalManagerAbi, 'timeOutShare', [reqId, share])
