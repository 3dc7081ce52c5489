import {
  getContractEvents,
  getTransaction,
  getTransactionReceipt,
  simulateContract,
  waitForTransactionReceipt,
} from 'viem/actions'

/** What only a transaction needs of viem; a chunk of its own. */
export const lateActions = {
  getContractEvents,
  getTransaction,
  getTransactionReceipt,
  simulateContract,
  waitForTransactionReceipt,
} as const
