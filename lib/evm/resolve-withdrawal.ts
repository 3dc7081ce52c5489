import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Resolves the oldest open draw of a withdrawal, from three blocks after it was asked for. Anyone may. */
export const resolveWithdrawal = (manager: Address, reqId: bigint): ContractCall =>
  contractCall(manager, withdrawalManagerAbi, 'resolveWithdrawal', [reqId])
