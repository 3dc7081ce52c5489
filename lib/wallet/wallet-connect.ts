import { type Address, getAddress, numberToHex } from 'viem'
import { createConnector } from 'wagmi'
import { WalletNotConnectedError } from '../errors/wallet.ts'
import type { WalletConnectProvider } from './load-wallet-connect.ts'

const WALLET_CONNECT_ID = 'walletConnect'
const icon = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28"><rect width="28" height="28" rx="6" fill="#0a6080"/><path fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" d="M6 11c5-4.500 11-4.500 16 0M6.500 14.500 10.500 18l3.500-3 3.500 3 4-3.500"/></svg>')}`

// What RainbowKit's list reads of a connector: an entry that shows a QR code, or opens the wallet on a phone.
const listed = {
  id: WALLET_CONNECT_ID,
  name: 'WalletConnect',
  iconUrl: icon,
  iconBackground: '#0a6080',
  isRainbowKitConnector: true,
  groupIndex: 1,
  groupName: 'WalletConnect',
  index: 0,
  qrCode: { getUri: (uri: string) => uri },
  mobile: { getUri: (uri: string) => uri },
}

/**
 * WalletConnect as a connector that weighs nothing until it is chosen: neither its library nor its relay is asked before the
 * press, or before the return of whoever was connected by it.
 * @param load imports the library and opens its relay
 */
export const walletConnect = (load: () => Promise<WalletConnectProvider>) =>
  createConnector<WalletConnectProvider>((config) => {
    let loading: Promise<WalletConnectProvider> | null = null
    const [chain] = config.chains
    const provider = (): Promise<WalletConnectProvider> => {
      loading ??= load().then(
        (loaded) => {
          loaded.on('accountsChanged', (accounts: unknown) =>
            connector.onAccountsChanged(Array.isArray(accounts) ? accounts.map(String) : []),
          )
          loaded.on('chainChanged', (chainId: unknown) => connector.onChainChanged(String(chainId)))
          for (const end of ['disconnect', 'session_delete'])
            loaded.on(end, () => config.emitter.emit('disconnect'))
          return loaded
        },
        (error: unknown) => {
          loading = null
          throw error
        },
      )
      return loading
    }
    /** Accounts of the session on this deployment's chain; CAIP-10. */
    const accountsOf = (loaded: WalletConnectProvider): Address[] =>
      (loaded.session?.namespaces.eip155?.accounts ?? []).flatMap((account) => {
        const [, chainId, address] = account.split(':')
        return chainId === String(chain.id) && address ? [getAddress(address)] : []
      })
    const connector = {
      id: WALLET_CONNECT_ID,
      name: 'WalletConnect',
      type: WALLET_CONNECT_ID,
      rkDetails: listed,
      connect: async () => {
        const loaded = await provider()
        if (!loaded.session) await loaded.open(chain.id)
        const accounts = accountsOf(loaded)
        // a wallet that approved another chain alone is none that can be used here
        if (accounts.length === 0) {
          await loaded.disconnect().catch(() => undefined)
          throw new WalletNotConnectedError('WalletConnect')
        }
        return { accounts: accounts as never, chainId: chain.id }
      },
      disconnect: async () => {
        await (await provider()).disconnect().catch(() => undefined)
      },
      getAccounts: async () => accountsOf(await provider()),
      getChainId: async () => chain.id,
      getProvider: provider,
      isAuthorized: async () => accountsOf(await provider()).length > 0,
      switchChain: async ({ chainId }: { chainId: number }) => {
        await (await provider()).request({
          method: 'wallet_switchEthereumChain',
          params: [{ chainId: numberToHex(chainId) }],
        })
        config.emitter.emit('change', { chainId })
        return chain
      },
      onAccountsChanged: (accounts: string[]) => {
        if (accounts.length === 0) config.emitter.emit('disconnect')
        else config.emitter.emit('change', { accounts: accounts.map((account) => getAddress(account)) })
      },
      onChainChanged: (chainId: string) => config.emitter.emit('change', { chainId: Number(chainId) }),
      onDisconnect: () => config.emitter.emit('disconnect'),
    }
    return connector
  })
