import type { PublicConfig } from '../api/status.ts'
import type { Eip1193 } from './evm-session.ts'

/** The part of WalletConnect's library that is used. */
export type WalletConnectProvider = Eip1193 &
  Readonly<{
    session?: { namespaces: Readonly<Record<string, Readonly<{ accounts?: readonly string[] }>>> } | undefined
    /** Asks for a session on `chainId`; the URI for it is told by `display_uri`. */
    open: (chainId: number) => Promise<void>
    on: (event: string, listener: (value: unknown) => void) => void
    once: (event: string, listener: (value: unknown) => void) => void
    disconnect: () => Promise<void>
  }>

const methods = [
  'eth_sendTransaction',
  'eth_signTypedData_v4',
  'wallet_switchEthereumChain',
  'wallet_getCapabilities',
  'wallet_sendCalls',
  'wallet_getCallsStatus',
]
const events = ['accountsChanged', 'chainChanged']

/** The relay, also named in `connect-src` (`lib/config/browser-endpoints.ts`). */
export const WALLET_CONNECT_RELAY = 'wss://relay.walletconnect.org'

/** Loads WalletConnect and opens its relay. The chain is read through this deployment's own endpoints. */
export async function loadWalletConnect(
  settings: PublicConfig,
  projectId: string,
): Promise<WalletConnectProvider> {
  const { UniversalProvider } = await import('@walletconnect/universal-provider')
  const library = await UniversalProvider.init({
    projectId,
    relayUrl: WALLET_CONNECT_RELAY,
    disableProviderPing: true,
    telemetryEnabled: false,
    customStoragePrefix: 'sluice',
    metadata: {
      name: 'Sluice',
      description: 'BTC in and out',
      url: window.location.origin,
      icons: [`${window.location.origin}/mark.svg`],
    },
  })
  const [rpc = ''] = settings.evm.rpc
  return {
    get session() {
      return library.session
    },
    open: async (chainId) => {
      const chains = [`eip155:${chainId}`]
      await library.connect({
        optionalNamespaces: { eip155: { chains, methods, events, rpcMap: { [chainId]: rpc } } },
      })
    },
    request: ({ method, params }) =>
      library.request({ method, params: params as never }, `eip155:${settings.evm.chainId}`),
    on: (event, listener) => library.on(event, listener),
    once: (event, listener) => library.once(event, listener),
    disconnect: () => library.disconnect(),
  }
}
