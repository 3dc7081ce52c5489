import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../errors/config.ts'
import { parseServerEnv, readEndpoints } from './env.server.ts'

const root = mkdtempSync(path.join(tmpdir(), 'sluice-env-'))
afterAll(() => rmSync(root, { recursive: true }))
const nobody = `0x${'00'.repeat(20)}`
const endpoints = {
  version: 1,
  evm: { chainId: 31337, rpc: ['http://127.0.0.1:8545'], ws: null },
  bitcoin: { network: 'regtest', esplora: ['http://127.0.0.1:3002'], rpc: null, cookieFile: null },
  indexer: { url: 'http://127.0.0.1:3007' },
  keeper: { url: null },
  app: { url: 'http://127.0.0.1:3000' },
  control: null,
  contracts: {
    AccessManager: nobody,
    RequestIds: nobody,
    QpBTC: nobody,
    BitcoinRelay: nobody,
    StakerRegistry: nobody,
    StakerSelector: nobody,
    HolderSelector: nobody,
    WithdrawalManager: nobody,
    EntanglementManager: nobody,
    DepositMinter: nobody,
    EscrowBuffer: nobody,
    CollateralToken: nobody,
    PriceFeed: nobody,
  },
  startBlock: 0,
}
const inline = { SLUICE_ENDPOINTS_JSON: JSON.stringify(endpoints) }

describe('parseServerEnv', () => {
  it('default: what is not set has its default, or is unknown', () => {
    expect(parseServerEnv(inline, root)).toMatchObject({
      explorers: { evm: null, bitcoin: null },
      walletConnectProjectId: null,
      trustedProxies: [],
      rateLimit: 600,
      staleBlocks: 10,
      local: false,
    })
  })

  it('behavior: an empty setting is none, and proxies come as a list', () => {
    const env = { ...inline, SLUICE_EXPLORER_EVM: '', SLUICE_TRUSTED_PROXIES: '10.0.0.1, ::1' }
    const parsed = parseServerEnv(env, root)
    expect(parsed.explorers.evm).toBeNull()
    expect(parsed.trustedProxies).toEqual(['10.0.0.1', '::1'])
  })

  it.each([
    ['SLUICE_EXPLORER_EVM', 'not a url'],
    ['SLUICE_WALLETCONNECT_PROJECT_ID', 'short'],
    ['SLUICE_TRUSTED_PROXIES', 'proxy.example'],
    ['SLUICE_RATE_LIMIT', '-1'],
  ])('error: ConfigError names %s', (name, value) => {
    expect(() => parseServerEnv({ ...inline, [name]: value }, root)).toThrow(name)
  })

  it('T38 L16 error: ConfigError rather than a provider’s key in every browser', () => {
    const keyed = 'https://provider.example/v2/0123456789abcdef0123456789abcdef'
    const parse = (evm: object) =>
      parseServerEnv(
        { SLUICE_ENDPOINTS_JSON: JSON.stringify({ ...endpoints, evm: { ...endpoints.evm, ...evm } }) },
        root,
      )
    expect(() => parse({ rpc: [keyed] })).toThrow('evm.publicRpc')
    expect(parse({ rpc: [keyed], publicRpc: ['https://a.example'] }).endpoints.evm.rpc).toEqual([keyed])
  })
})

describe('readEndpoints', () => {
  it('default: from the file that is named, else from the local stack', () => {
    writeFileSync(path.join(root, 'mine.json'), JSON.stringify(endpoints))
    expect(readEndpoints({ SLUICE_ENDPOINTS: 'mine.json' }, root)).toEqual(endpoints)
    expect(() => readEndpoints({}, root)).toThrow('start the stack or set SLUICE_ENDPOINTS')
  })

  it('error: ConfigError names each field that is wrong', () => {
    const wrong = { ...endpoints, startBlock: 'x', contracts: { ...endpoints.contracts, QpBTC: 1 } }
    const read = () => readEndpoints({ SLUICE_ENDPOINTS_JSON: JSON.stringify(wrong) }, root)
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(/contracts\.QpBTC.*startBlock/)
    expect(() => readEndpoints({ SLUICE_ENDPOINTS_JSON: '{' }, root)).toThrow('is not JSON')
  })
})
