import { afterEach, expect, test, vi } from 'vitest'
import { WALLET_CONNECT_RELAY } from '../wallet/load-wallet-connect.ts'
import { browserEndpoints } from './browser-endpoints.ts'

const env = vi.hoisted(() => ({ walletConnectProjectId: null as string | null }))
vi.mock('./env.server.ts', () => ({
  serverEnv: () => ({
    ...env,
    local: false,
    endpoints: { evm: { rpc: ['https://rpc.example/'] }, control: null },
  }),
}))
afterEach(() => {
  env.walletConnectProjectId = null
})

test('T31: WalletConnect’s relay may be reached only where a project id is configured', () => {
  expect(browserEndpoints()).toEqual(['https://rpc.example/'])
  env.walletConnectProjectId = 'ab'.repeat(16)
  expect(browserEndpoints()).toEqual(['https://rpc.example/', WALLET_CONNECT_RELAY])
})
