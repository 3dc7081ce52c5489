import 'server-only'
import type { PublicConfig } from '../api/status.ts'
import { serverEnv } from '../config/env.server.ts'
import { publicRpc } from '../config/public-rpc.ts'

/**
 * What a browser is told at run time, so that one build serves any deployment. Nothing secret is among it.
 * @throws ConfigError when the server is not configured
 */
export function publicConfig(): PublicConfig {
  const { endpoints, explorers, walletConnectProjectId, local } = serverEnv()
  return {
    evm: { chainId: endpoints.evm.chainId, rpc: [...publicRpc(endpoints.evm)] },
    bitcoin: { network: endpoints.bitcoin.network },
    contracts: endpoints.contracts,
    explorers,
    walletConnectProjectId,
    local,
  }
}

/** As {@link publicConfig}; null while the server is not configured, for pages that can say so. */
export function publicConfigOrNull(): PublicConfig | null {
  try {
    return publicConfig()
  } catch {
    return null
  }
}

/** Where this app is reached, for links that leave it; null while the server is not configured. */
export function siteUrl(): URL | null {
  try {
    return new URL(serverEnv().endpoints.app.url)
  } catch {
    return null
  }
}
