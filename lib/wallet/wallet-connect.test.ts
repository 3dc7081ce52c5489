import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect, disconnect, getConnection } from 'wagmi/actions'
import type { PublicConfig } from '../api/status.ts'
import { WalletNotConnectedError } from '../errors/wallet.ts'
import { createEvmRuntime } from './evm-runtime.ts'
import type { WalletConnectProvider } from './load-wallet-connect.ts'

const address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const projectId = 'ab'.repeat(16)
// The library's place: what it is asked for is counted, and a phone approves what each test says.
const library = vi.hoisted(() => ({
  loads: [] as string[],
  approves: [] as string[],
  listeners: new Map<string, (value: unknown) => void>(),
}))
vi.mock('./load-wallet-connect.ts', () => {
  const provider: WalletConnectProvider & { session?: unknown } = {
    request: async () => null,
    open: async () => {
      Object.assign(provider, { session: { namespaces: { eip155: { accounts: library.approves } } } })
    },
    on: (event, listener) => void library.listeners.set(event, listener),
    once: () => {},
    disconnect: async () => {
      Object.assign(provider, { session: undefined })
    },
  }
  return {
    loadWalletConnect: async (_: unknown, id: string) => {
      library.loads.push(id)
      return provider
    },
  }
})
const runtime = (walletConnectProjectId: string | null) => {
  const settings = {
    evm: { chainId: 31_337, rpc: ['http://127.0.0.1:1'] },
    explorers: { evm: null },
    walletConnectProjectId,
  } as unknown as PublicConfig
  return createEvmRuntime(settings, () => {})
}

beforeEach(() => {
  const kept = new Map<string, string>()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  vi.stubGlobal('window', Object.assign(new EventTarget(), { localStorage }))
  library.loads = []
  library.approves = [`eip155:31337:${address}`]
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('WalletConnect', () => {
  test('default: without a project id there is no entry and nothing is loaded', async () => {
    const { config, hasWallets } = runtime(null)
    expect(await hasWallets()).toBe(false)
    expect(config.connectors).toEqual([])
    expect(library.loads).toEqual([])
  })
  test('behavior: with one there is an entry, and still nothing is loaded until it is chosen', async () => {
    const { config, hasWallets } = runtime(projectId)
    expect(await hasWallets()).toBe(true)
    const [connector] = config.connectors
    if (!connector) throw new Error('no entry')
    expect(connector).toMatchObject({ id: 'walletConnect', rkDetails: { isRainbowKitConnector: true } })
    await connector.getChainId()
    expect(library.loads).toEqual([])
    await connect(config, { connector })
    expect(library.loads).toEqual([projectId])
    expect(getConnection(config)).toMatchObject({ status: 'connected', address, chainId: 31_337 })
    await disconnect(config)
    expect(getConnection(config).status).toBe('disconnected')
  })
  test('C26: a phone that approved another chain alone is not connected', async () => {
    library.approves = [`eip155:1:${address}`]
    const { config } = runtime(projectId)
    const [connector] = config.connectors
    if (!connector) throw new Error('no entry')
    await expect(connect(config, { connector })).rejects.toBeInstanceOf(WalletNotConnectedError)
    expect(getConnection(config).status).toBe('disconnected')
  })
  test('C28: a session that ends elsewhere ends here', async () => {
    const { config } = runtime(projectId)
    const [connector] = config.connectors
    if (!connector) throw new Error('no entry')
    await connect(config, { connector })
    library.listeners.get('session_delete')?.(null)
    await vi.waitFor(() => expect(getConnection(config).status).toBe('disconnected'))
  })
})
