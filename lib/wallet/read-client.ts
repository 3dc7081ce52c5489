import { type Chain, createClient, custom, fallback, http, type Transport } from 'viem'
import { getBlock, getBlockNumber, getChainId, readContract } from 'viem/actions'
import type { PublicConfig } from '../api/status.ts'
import type { ReadClient } from '../evm/clients.ts'
import { chainOf } from './chain-of.ts'
import type { Eip1193 } from './evm-session.ts'
import { waitForWallet } from './wait.ts'

/** Milliseconds in which a wallet that is read through must answer; after them it is as if it had failed. */
const ANSWER_TIME = 10_000

// A wallet that is cut off from its network may never answer, and viem sets no bound to it.
const bounded = (provider: Eip1193): Eip1193 => ({
  request: (call) => waitForWallet('The wallet', ANSWER_TIME, provider.request(call)),
})

// What only a transaction needs comes with the first one.
const late = async () => (await import('./late-actions.ts')).lateActions

/** A client that can do what `ReadClient` names and weighs a fraction of viem's own public client. */
function createReadClient(chain: Chain, transport: Transport): ReadClient {
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
    getCode: async (parameters) => (await late()).getCode(client, parameters),
    getTransactionCount: async (parameters) => (await late()).getTransactionCount(client, parameters),
  }
}

export type ChainReaders = Readonly<{
  /** to read with: the wallet's own provider first, then whichever configured endpoint answers */
  readers: readonly ReadClient[]
  /** to compare: the wallet's own provider and every configured endpoint for itself */
  witnesses: readonly ReadClient[]
}>

/**
 * What the chain is read through.
 * @param provider of a wallet on this deployment's chain; null without one
 */
export function createReaders(settings: PublicConfig, provider: Eip1193 | null): ChainReaders {
  const chain = chainOf(settings)
  const transports = settings.evm.rpc.map((url) => http(url, { timeout: 10_000, retryCount: 1 }))
  const own = provider === null ? [] : [createReadClient(chain, custom(bounded(provider), { retryCount: 0 }))]
  return {
    readers: [...own, createReadClient(chain, fallback(transports))],
    witnesses: [...own, ...transports.map((transport) => createReadClient(chain, transport))],
  }
}
