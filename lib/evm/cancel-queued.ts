import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Takes back the part that waits in the queue, with its fee. The owner's alone. */
export const cancelQueued = (withdrawals: Address, reqId: bigint): ContractCall =>
  contractCall(withdrawals, withdrawalManagerAbi, 'cancelQueued', [reqId])
