import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Resolves the oldest open draw, from three blocks after it was asked for. Anyone may. */
export const resolveWithdrawal = (withdrawals: Address, reqId: bigint): ContractCall =>
  contractCall(withdrawals, withdrawalManagerAbi, 'resolveWithdrawal', [reqId])
