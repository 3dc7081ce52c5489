import { custom } from 'viem'
import { createConfig, createStorage } from 'wagmi'
import type { PublicConfig } from '../api/status.ts'
import { browserStorage } from './browser-storage.ts'
import { chainOf } from './chain-of.ts'
import { STORAGE_KEY } from './remembered.ts'
import { walletConnect } from './wallet-connect.ts'

// Reading is done by clients of our own, when the person connects or asks; no library reads by itself.
const silent = custom({
  request: async () => {
    throw new Error('wallet libraries do not read the chain here')
  },
})

/**
 * wagmi's configuration, made at run time so that one build serves any deployment. Wallets announce themselves
 * (EIP-6963); WalletConnect is offered where the operator has a project id for it.
 */
export const createWalletConfig = (settings: PublicConfig) => {
  const chain = chainOf(settings)
  const projectId = settings.walletConnectProjectId
  return createConfig({
    chains: [chain],
    connectors:
      projectId === null
        ? []
        : [
            walletConnect(async () =>
              (await import('./load-wallet-connect.ts')).loadWalletConnect(settings, projectId),
            ),
          ],
    multiInjectedProviderDiscovery: true,
    storage: createStorage({ key: STORAGE_KEY, storage: browserStorage() }),
    transports: { [chain.id]: silent },
  })
}
