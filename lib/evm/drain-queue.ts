import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Asks for a draw for the first in the queue. Anyone may. */
export const drainQueue = (withdrawals: Address): ContractCall =>
  contractCall(withdrawals, withdrawalManagerAbi, 'drainQueue', [])
