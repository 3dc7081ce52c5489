import { createPublicClient, createTestClient, http, publicActions, walletActions } from 'viem'
import { foundry } from 'viem/chains'

const pace = { pollingInterval: 50, cacheTime: 0 }

/** Reads, writes and rules anvil. Polls fast, because local blocks are fast. */
export function evmClient(url: string) {
  const transport = http(url, { retryCount: 0, timeout: 30_000 })
  return createTestClient({ mode: 'anvil', chain: foundry, transport, ...pace })
    .extend(publicActions)
    .extend(walletActions)
}

/** The client that `lib/evm` takes for reading. */
export function readClient(url: string) {
  return createPublicClient({ chain: foundry, transport: http(url), ...pace })
}

export type EvmClient = ReturnType<typeof evmClient>
