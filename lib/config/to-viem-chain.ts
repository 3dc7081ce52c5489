import { type Chain, defineChain } from 'viem'
import type { SluiceChain } from './chains.ts'

/** A chain as viem and wagmi take it, over the endpoints of this deployment. */
export const toViemChain = (
  chain: SluiceChain,
  rpc: readonly string[],
  explorer: string | null = null,
): Chain =>
  defineChain({
    id: chain.id,
    name: chain.name,
    nativeCurrency: chain.nativeCurrency,
    rpcUrls: { default: { http: rpc } },
    ...(explorer === null ? {} : { blockExplorers: { default: { name: 'Explorer', url: explorer } } }),
    testnet: chain.testnet,
  })
