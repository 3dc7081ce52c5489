import { serverEnv } from './env.server.ts'
import { publicRpc } from './public-rpc.ts'

/**
 * URLs that a browser itself may talk to beside this server: the chain's RPC endpoints, WalletConnect's relay when a
 * project id is set, and the local stack's control socket when this is the local build. Empty while the server is not
 * configured, so that the policy fails closed.
 */
export function browserEndpoints(): readonly string[] {
  try {
    const { endpoints, walletConnectProjectId, local } = serverEnv()
    return [
      ...publicRpc(endpoints.evm),
      ...(walletConnectProjectId ? ['wss://relay.walletconnect.org'] : []),
      ...(local && endpoints.control ? [endpoints.control.url] : []),
    ]
  } catch {
    return []
  }
}
