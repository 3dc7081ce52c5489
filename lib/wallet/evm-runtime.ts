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

/** Milliseconds in which slow wallets still announce themselves, for a list and for a page that comes back. */
const ANNOUNCE_TIME = 600
const RESUME_TIME = 4_000
/** Milliseconds in which a wallet says whether it still gives access. */
const ANSWER_TIME = 4_000

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
      const lastOnes = () => config.connectors.filter(({ id }) => id === last)
      const take = async () => {
        const asked = reconnect(config, { connectors: lastOnes() }).then(tell)
        // a wallet that answers later is taken up all the same: its connection is watched
        await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, ANSWER_TIME))])
        if (getConnection(config).status !== 'connected') onState({ status: 'disconnected' })
      }
      await announced(RESUME_TIME, () => lastOnes().length > 0)
      if (lastOnes().length > 0) return take()
      // On a slow machine a wallet may need longer than anybody wants to see a page wait. It is taken up whenever it comes,
      // unless the person has connected another one meanwhile.
      const stop = watchConnectors(config, {
        onChange: () => {
          if (lastOnes().length === 0) return
          stop()
          if (getConnection(config).status !== 'disconnected') return
          onState({ status: 'reconnecting' })
          void take()
        },
      })
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
