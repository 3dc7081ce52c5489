import {
  getCode,
  getContractEvents,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
  simulateContract,
} from 'viem/actions'

/** What only a transaction needs of viem; a chunk of its own. */
export const lateActions = {
  getCode,
  getContractEvents,
  getTransaction,
  getTransactionCount,
  getTransactionReceipt,
  simulateContract,
} as const
