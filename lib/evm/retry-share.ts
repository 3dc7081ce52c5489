import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Has a late share drawn again, with the penalty from its staker to the owner. The owner's alone. */
export const retryShare = (withdrawals: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(withdrawals, withdrawalManagerAbi, 'retryShare', [reqId, share])
