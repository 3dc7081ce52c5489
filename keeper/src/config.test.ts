import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../lib/errors/config.ts'
import { parseConfig } from './config.ts'

const bridge = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
const whole = {
  KEEPER_CHAIN_ID: '31337',
  KEEPER_EVM_RPC: 'http://127.0.0.1:1, http://127.0.0.1:2/key',
  KEEPER_ESPLORA: 'http://127.0.0.1:3',
  KEEPER_BITCOIN_NETWORK: 'regtest',
  KEEPER_BRIDGE: bridge,
  KEEPER_KEY_FILE: '/keys/gas',
  KEEPER_STATE_DIR: '/var/lib/keeper',
}
const jobs = ['--jobs', 'relay,settle']
const messageOf = (env: Record<string, string>, args = jobs) => {
  try {
    parseConfig(env, args)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('parseConfig', () => {
  test('default: everything from the environment', () => {
    expect(parseConfig(whole, jobs)).toMatchObject({
      jobs: ['relay', 'settle'],
      chainId: 31337,
      rpc: ['http://127.0.0.1:1', 'http://127.0.0.1:2/key'],
      network: 'regtest',
      bridge,
      key: { kind: 'file', path: '/keys/gas' },
      port: 9464,
      maxFeePerGas: 5_000_000_000n,
      bumpAfterMs: 12_000,
      failAt: null,
    })
  })

  test('behavior: endpoints.json gives what the environment does not, and the environment wins', () => {
    const dir = mkdtempSync(join(tmpdir(), 'keeper-config-'))
    const path = join(dir, 'endpoints.json')
    const contracts = Object.fromEntries(
      [
        'AccessManager',
        'RequestIds',
        'QpBTC',
        'BitcoinRelay',
        'StakerRegistry',
        'StakerSelector',
        'HolderSelector',
        'WithdrawalManager',
        'DepositMinter',
        'EscrowBuffer',
      ].map((name) => [name, bridge]),
    )
    writeFileSync(
      path,
      JSON.stringify({
        version: 1,
        evm: { chainId: 31337, rpc: ['http://127.0.0.1:8545'], ws: null },
        bitcoin: { network: 'regtest', esplora: ['http://127.0.0.1:3002'], rpc: null, cookieFile: null },
        indexer: { url: 'http://127.0.0.1:4' },
        keeper: { url: 'http://127.0.0.1:3008' },
        app: { url: 'http://127.0.0.1:6' },
        control: null,
        contracts: { ...contracts, EntanglementManager: bridge, CollateralToken: bridge, PriceFeed: bridge },
        startBlock: 1,
      }),
    )
    const config = parseConfig(
      { SLUICE_ENDPOINTS: path, KEEPER_KEY_FILE: 'k', KEEPER_ESPLORA: 'http://127.0.0.1:9' },
      jobs,
    )
    expect(config).toMatchObject({
      rpc: ['http://127.0.0.1:8545'],
      esplora: ['http://127.0.0.1:9'],
      port: 3008,
      stateDir: join(dir, 'keeper'),
    })
  })

  test.each(Object.keys(whole))('error: ConfigError without %s says what it is for', (key) => {
    const { [key as keyof typeof whole]: _, ...rest } = whole
    expect(messageOf(rest)).toMatch(new RegExp(`${key}.* is missing: .{10,}`))
  })

  test('error: ConfigError names every problem at once', () => {
    const text = messageOf({})
    for (const key of Object.keys(whole)) expect(text).toContain(key)
  })

  test.each([
    [{ ...whole, KEEPER_EVM_RPC: 'ftp://x' }, /KEEPER_EVM_RPC/],
    [{ ...whole, KEEPER_PORT: '99999' }, /KEEPER_PORT/],
    [{ ...whole, KEEPER_MAX_FEE_GWEI: '-1' }, /KEEPER_MAX_FEE_GWEI/],
    [{ ...whole, KEEPER_BRIDGE: '0x12' }, /KEEPER_BRIDGE/],
    [{ ...whole, KEEPER_KEYSTORE: '/k' }, /both set/],
  ])('error: ConfigError for a bad value (%#)', (env, said) => {
    expect(messageOf(env)).toMatch(said)
  })

  test('error: ConfigError for an unknown job and for none', () => {
    expect(messageOf(whole, ['--jobs', 'relay,mint'])).toMatch(/"mint".*relay, settle/)
    expect(messageOf(whole, [])).toMatch(/no job/)
  })
})

describe('the staker agent', () => {
  const agentOf = (env: Record<string, string>) =>
    parseConfig({ ...whole, ...env }, ['--jobs', 'agent']).agent

  test('behavior: without a key only this job says what is missing and what for', () => {
    const { keys, problems } = agentOf({})
    expect(keys).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/KEEPER_STAKER_KEY_FILES .* pays withdrawals/)
    expect(agentOf({ KEEPER_STAKER_KEYSTORE: '/k' }).problems[0]).toMatch(/PASSWORD_FILE is missing/)
  })
  test('default: several keys, caps in sats', () => {
    const agent = agentOf({ KEEPER_STAKER_KEY_FILES: '/a, /b', KEEPER_AGENT_MAX_RATE: '30' })
    expect(agent.keys).toEqual([
      { kind: 'file', path: '/a' },
      { kind: 'file', path: '/b' },
    ])
    expect(agent).toMatchObject({ problems: [], maxSatsPerKvb: 30_000n, maxFeeSats: 100_000n })
  })
})
