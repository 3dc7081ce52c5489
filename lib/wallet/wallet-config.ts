import { defineChain } from 'viem'
import { createConfig, createStorage, fallback, http } from 'wagmi'
import type { PublicConfig } from '../api/status.ts'
import { chainName } from './chain-name.ts'

/** The chain of this deployment, as viem wants it. Bitlayer's native coin is BTC with 18 decimals. */
export const chainOf = (settings: Pick<PublicConfig, 'evm' | 'explorers'>) =>
  defineChain({
    id: settings.evm.chainId,
    name: chainName(settings.evm.chainId),
    nativeCurrency: { name: 'Bitcoin', symbol: 'BTC', decimals: 18 },
    rpcUrls: { default: { http: settings.evm.rpc } },
    ...(settings.explorers.evm
      ? { blockExplorers: { default: { name: 'Explorer', url: settings.explorers.evm } } }
      : {}),
  })

/** The configured endpoints, one after the other. */
export const rpcTransport = (settings: Pick<PublicConfig, 'evm'>) =>
  fallback(settings.evm.rpc.map((url) => http(url, { timeout: 10_000, retryCount: 1 })))

/**
 * wagmi's configuration, made at run time so that one build serves any deployment. Wallets announce themselves
 * (EIP-6963); nothing is read from the chain before the person connects or asks.
 */
export const createWalletConfig = (settings: PublicConfig) => {
  const chain = chainOf(settings)
  return createConfig({
    chains: [chain],
    connectors: [],
    multiInjectedProviderDiscovery: true,
    ssr: true,
    storage: createStorage({
      key: 'sluice-wallet',
      ...(typeof window === 'undefined' ? {} : { storage: window.localStorage }),
    }),
    transports: {
      [chain.id]: rpcTransport(settings),
    },
  })
}
