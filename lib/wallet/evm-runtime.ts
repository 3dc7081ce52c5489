import {
  disconnect,
  getConnection,
  reconnect,
  switchChain,
  watchConnection,
  watchConnectors,
} from 'wagmi/actions'
import type { PublicConfig } from '../api/status.ts'
import type { Eip1193, EvmRuntime, EvmSessionState } from './evm-session.ts'
import { createWalletConfig } from './wallet-config.ts'

/** Milliseconds in which slow wallets still announce themselves. */
const ANNOUNCE_TIME = 600
const RESUME_TIME = 4_000

const isProvider = (value: unknown): value is Eip1193 =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'request') === 'function'

/** wagmi and its connectors, told to a session. */
export function createEvmRuntime(settings: PublicConfig, onState: (state: EvmSessionState) => void) {
  const config = createWalletConfig(settings)
  let turn = 0
  const tell = async () => {
    const mine = ++turn
    const { address, chainId, connector, status } = getConnection(config)
    if (status !== 'connected' || !connector) {
      if (status === 'disconnected') onState({ status })
      return
    }
    const provider: unknown = await connector.getProvider().catch(() => null)
    // an older answer must not overwrite a newer state
    if (mine !== turn) return
    onState(
      isProvider(provider)
        ? { status, address, chainId: chainId ?? null, wallet: connector.name, provider }
        : { status: 'disconnected' },
    )
  }
  watchConnection(config, { onChange: () => void tell() })
  const announced = (milliseconds: number, wanted: () => boolean) =>
    new Promise<void>((resolve) => {
      if (wanted()) return resolve()
      const done = () => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      const stop = watchConnectors(config, { onChange: () => wanted() && done() })
    })
  const runtime = {
    config,
    resume: async () => {
      const last = await config.storage?.getItem('recentConnectorId')
      await announced(RESUME_TIME, () => config.connectors.some(({ id }) => id === last))
      await reconnect(config, { connectors: config.connectors.filter(({ id }) => id === last) })
      await tell()
    },
    hasWallets: async () => {
      await announced(ANNOUNCE_TIME, () => config.connectors.length > 0)
      return config.connectors.length > 0
    },
    disconnect: () => disconnect(config),
    switchChain: async () => {
      await switchChain(config, { chainId: settings.evm.chainId })
    },
  } satisfies EvmRuntime & Record<string, unknown>
  return runtime
}
