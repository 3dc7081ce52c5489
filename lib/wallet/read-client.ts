import { type Chain, createClient, type Transport } from 'viem'
import { getBlock, getBlockNumber, getChainId, readContract } from 'viem/actions'
import type { ReadClient } from '../evm/clients.ts'

// What only a transaction needs comes with the first one.
const late = async () => (await import('./late-actions.ts')).lateActions

/** A client that can do what `ReadClient` names and weighs a fraction of viem's own public client. */
export function createReadClient(chain: Chain, transport: Transport): ReadClient {
  const client = createClient({ chain, transport, pollingInterval: 1_000 })
  return {
    readContract: (parameters) => readContract(client, parameters as never) as never,
    getBlock: (parameters) => getBlock(client, parameters) as never,
    getBlockNumber: (parameters) => getBlockNumber(client, parameters),
    getChainId: () => getChainId(client),
    simulateContract: async (parameters) =>
      (await late()).simulateContract(client, parameters as never) as never,
    getContractEvents: async (parameters) =>
      (await late()).getContractEvents(client, parameters as never) as never,
    getTransaction: async (parameters) => (await late()).getTransaction(client, parameters as never) as never,
    getTransactionReceipt: async (parameters) =>
      (await late()).getTransactionReceipt(client, parameters) as never,
    waitForTransactionReceipt: async (parameters) =>
      (await late()).waitForTransactionReceipt(client, parameters as never) as never,
  }
}
