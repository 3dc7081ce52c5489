import { custom, defineChain } from 'viem'
import { createConfig, createStorage } from 'wagmi'
import type { PublicConfig } from '../api/status.ts'
import { chainName } from './chain-name.ts'
import { STORAGE_KEY } from './remembered.ts'

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

// Reading is done by clients of our own, when the person connects or asks; no library reads by itself.
const silent = custom({
  request: async () => {
    throw new Error('wallet libraries do not read the chain here')
  },
})

/** wagmi's configuration, made at run time so that one build serves any deployment. Wallets announce themselves (EIP-6963). */
export const createWalletConfig = (settings: PublicConfig) => {
  const chain = chainOf(settings)
  return createConfig({
    chains: [chain],
    connectors: [],
    multiInjectedProviderDiscovery: true,
    storage: createStorage({ key: STORAGE_KEY, storage: window.localStorage }),
    transports: { [chain.id]: silent },
  })
}
