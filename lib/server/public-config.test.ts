import { beforeAll, describe, expect, it } from 'vitest'
import { browserEndpoints } from '../config/browser-endpoints.ts'
import { publicConfig } from './public-config.ts'

const nobody = `0x${'00'.repeat(20)}`
const names = ['AccessManager', 'RequestIds', 'QpBTC', 'BitcoinRelay', 'StakerRegistry']
const rest = [
  'StakerSelector',
  'EntanglementManager',
  'DepositMinter',
  'EscrowBuffer',
  'CollateralToken',
  'PriceFeed',
]
const out = ['HolderSelector', 'WithdrawalManager']
const KEY = '0123456789abcdef0123456789abcdef'

beforeAll(() => {
  process.env.SLUICE_ENDPOINTS_JSON = JSON.stringify({
    version: 1,
    evm: {
      chainId: 31337,
      rpc: [`https://provider.example/v2/${KEY}`],
      publicRpc: ['https://public.example'],
      ws: `wss://provider.example/v2/${KEY}`,
    },
    bitcoin: { network: 'main', esplora: [`https://esplora.example/${KEY}`], rpc: null, cookieFile: null },
    indexer: { url: 'http://127.0.0.1:3007' },
    keeper: { url: null },
    app: { url: 'http://127.0.0.1:3000' },
    control: null,
    contracts: Object.fromEntries([...names, ...rest, ...out].map((name) => [name, nobody])),
    startBlock: 0,
  })
})

describe('what leaves the server', () => {
  it('T38 L16 no key of the server’s own endpoints, neither in the settings nor in the policy', () => {
    expect(publicConfig().evm.rpc).toEqual(['https://public.example'])
    expect(JSON.stringify([publicConfig(), browserEndpoints()])).not.toContain(KEY)
    expect(browserEndpoints()).toContain('https://public.example')
  })
})
