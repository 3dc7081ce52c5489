import { createTestClient, http, publicActions, walletActions } from 'viem'
import { foundry } from 'viem/chains'

/** Reads, writes and rules anvil. Polls fast, because local blocks are fast. */
export function evmClient(url: string) {
  return createTestClient({
    mode: 'anvil',
    chain: foundry,
    transport: http(url, { retryCount: 0, timeout: 30_000 }),
    pollingInterval: 50,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions)
}

export type EvmClient = ReturnType<typeof evmClient>
