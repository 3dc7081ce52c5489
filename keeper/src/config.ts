import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Address, getAddress, isAddress, parseEther, parseGwei } from 'viem'
import { z } from 'zod'
import { type Endpoints, endpointsSchema } from '../../lib/config/endpoints.ts'
import { ConfigError } from '../../lib/errors/config.ts'
import { type AgentConfig, agentConfig, agentEnv } from './config-agent.ts'
import type { KeySource } from './signer/key.ts'

const jobNames = ['relay', 'settle', 'agent'] as const
export type JobName = (typeof jobNames)[number]

const count = z.coerce.number().int().positive()
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a plain decimal number')
const urls = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.url({ protocol: /^https?$/ })).min(1))

/** Every key with what it is for; the texts are what an operator reads when one is wrong. */
const envSchema = z.object({
  SLUICE_ENDPOINTS: z.string().optional(),
  KEEPER_CHAIN_ID: count.optional(),
  KEEPER_EVM_RPC: urls.optional(),
  KEEPER_ESPLORA: urls.optional(),
  KEEPER_BITCOIN_NETWORK: z.enum(['main', 'test', 'signet', 'regtest']).optional(),
  KEEPER_BRIDGE: z
    .string()
    .refine((value) => isAddress(value), 'an EVM address')
    .optional(),
  KEEPER_KEY_FILE: z.string().optional(),
  KEEPER_KEYSTORE: z.string().optional(),
  KEEPER_KEYSTORE_PASSWORD_FILE: z.string().optional(),
  KEEPER_STATE_DIR: z.string().optional(),
  KEEPER_HOST: z.string().default('127.0.0.1'),
  KEEPER_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  KEEPER_POLL_MS: z.coerce.number().int().min(50).max(60_000).default(500),
  KEEPER_RELAY_BATCH: z.coerce.number().int().min(1).max(500).default(100),
  KEEPER_MAX_FEE_GWEI: decimal.default('5'),
  KEEPER_BUMP_AFTER_SECONDS: count.default(12),
  KEEPER_DAILY_SPEND: decimal.optional(),
  KEEPER_MIN_BALANCE: decimal.default('0.005'),
  ...agentEnv,
  KEEPER_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  /** Tests only: `step@action` at which the process ends itself with SIGKILL. */
  KEEPER_FAIL_AT: z.string().optional(),
})
type Env = z.infer<typeof envSchema>

export interface Config {
  jobs: readonly JobName[]
  chainId: number
  rpc: readonly string[]
  esplora: readonly string[]
  network: Endpoints['bitcoin']['network']
  bridge: Address
  key: KeySource
  stateDir: string
  host: string
  port: number
  pollMs: number
  relayBatch: number
  /** wei per gas */
  maxFeePerGas: bigint
  bumpAfterMs: number
  /** wei per 24 h */
  dailySpend: bigint
  /** wei */
  minBalance: bigint
  /** what the staker agent needs; when something is missing only this job stands still */
  agent: AgentConfig
  logLevel: string
  failAt: string | null
}

/**
 * Parses the environment and the command line, once.
 * @throws ConfigError that names every key that is missing or wrong and what it is for
 */
export function parseConfig(env: Record<string, string | undefined>, args: readonly string[]): Config {
  // An empty value in a unit file or a compose file means "not set".
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = envSchema.safeParse(set)
  if (!parsed.success)
    throw new ConfigError(
      'keeper',
      parsed.error.issues.map((issue) => `${String(issue.path[0])} is not usable: ${issue.message}`),
      parsed.error,
    )
  const e = parsed.data
  const endpoints = e.SLUICE_ENDPOINTS === undefined ? null : readEndpoints(e.SLUICE_ENDPOINTS)
  const problems: string[] = []
  const jobs = parseJobs(args, problems)
  const key = keySource(e, problems)
  const chainId = e.KEEPER_CHAIN_ID ?? endpoints?.evm.chainId
  const rpc = e.KEEPER_EVM_RPC ?? endpoints?.evm.rpc
  const esplora = e.KEEPER_ESPLORA ?? endpoints?.bitcoin.esplora
  const network = e.KEEPER_BITCOIN_NETWORK ?? endpoints?.bitcoin.network
  const bridge = e.KEEPER_BRIDGE ?? endpoints?.contracts.EntanglementManager
  const stateDir =
    e.KEEPER_STATE_DIR ?? (e.SLUICE_ENDPOINTS && join(dirname(resolve(e.SLUICE_ENDPOINTS)), 'keeper'))

  const missing = (name: string, use: string) => problems.push(`${name} is missing: ${use}`)
  if (chainId === undefined) missing('KEEPER_CHAIN_ID', 'the EVM chain that transactions are signed for')
  if (rpc === undefined) missing('KEEPER_EVM_RPC', 'RPC URLs of the EVM chain')
  if (esplora === undefined) missing('KEEPER_ESPLORA', 'Esplora base URLs, where Bitcoin is read')
  if (network === undefined) missing('KEEPER_BITCOIN_NETWORK', 'the Bitcoin network the relay must follow')
  if (stateDir === undefined) missing('KEEPER_STATE_DIR', 'directory for the pid lock and the gas journal')
  if (bridge === undefined) missing('KEEPER_BRIDGE', 'address of EntanglementManager, which names the others')
  else if (!isAddress(bridge, { strict: false })) problems.push(`KEEPER_BRIDGE: ${bridge} is not an address`)

  if (
    problems.length > 0 ||
    key === undefined ||
    chainId === undefined ||
    rpc === undefined ||
    esplora === undefined ||
    network === undefined ||
    bridge === undefined ||
    stateDir === undefined
  )
    throw new ConfigError('keeper', problems)

  const keeperUrl = endpoints?.keeper.url
  return {
    jobs,
    chainId,
    rpc,
    esplora,
    network,
    bridge: getAddress(bridge),
    key,
    stateDir,
    host: e.KEEPER_HOST,
    port: e.KEEPER_PORT ?? (keeperUrl ? Number(new URL(keeperUrl).port || 80) : 9464),
    pollMs: e.KEEPER_POLL_MS,
    relayBatch: e.KEEPER_RELAY_BATCH,
    maxFeePerGas: parseGwei(e.KEEPER_MAX_FEE_GWEI),
    bumpAfterMs: e.KEEPER_BUMP_AFTER_SECONDS * 1000,
    // Regtest coins are free, and people there pass months in a minute.
    dailySpend: parseEther(e.KEEPER_DAILY_SPEND ?? (network === 'regtest' ? '100' : '0.05')),
    minBalance: parseEther(e.KEEPER_MIN_BALANCE),
    agent: agentConfig(e, network),
    logLevel: e.KEEPER_LOG_LEVEL,
    failAt: e.KEEPER_FAIL_AT ?? null,
  }
}

function keySource(e: Env, problems: string[]): KeySource | undefined {
  if (e.KEEPER_KEY_FILE !== undefined && e.KEEPER_KEYSTORE !== undefined)
    problems.push('KEEPER_KEY_FILE and KEEPER_KEYSTORE are both set: keep the one that is meant')
  else if (e.KEEPER_KEY_FILE !== undefined) return { kind: 'file', path: e.KEEPER_KEY_FILE }
  else if (e.KEEPER_KEYSTORE === undefined)
    problems.push(
      'KEEPER_KEY_FILE (or KEEPER_KEYSTORE) is missing: the key of the account that pays gas; it is never an argument',
    )
  else if (e.KEEPER_KEYSTORE_PASSWORD_FILE === undefined)
    problems.push('KEEPER_KEYSTORE_PASSWORD_FILE is missing: it decrypts KEEPER_KEYSTORE')
  else return { kind: 'keystore', path: e.KEEPER_KEYSTORE, passwordFile: e.KEEPER_KEYSTORE_PASSWORD_FILE }
  return undefined
}

function parseJobs(args: readonly string[], problems: string[]): readonly JobName[] {
  const at = args.indexOf('--jobs')
  const value =
    at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--jobs='))?.slice('--jobs='.length)
  const known = (name: string): name is JobName => jobNames.some((job) => job === name)
  const names = (value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  const unknown = names.find((name) => !known(name))
  if (names.length === 0) problems.push(`no job is named: start with --jobs ${jobNames.join(',')}`)
  if (unknown !== undefined) problems.push(`there is no job "${unknown}": choose from ${jobNames.join(', ')}`)
  return [...new Set(names.filter(known))]
}

function readEndpoints(path: string): Endpoints {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new ConfigError('keeper', [`SLUICE_ENDPOINTS: ${path} cannot be read as JSON`], cause)
  }
  const parsed = endpointsSchema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new ConfigError(
    'keeper',
    parsed.error.issues.map((issue) => `SLUICE_ENDPOINTS: ${path}: ${issue.path.join('.')} ${issue.message}`),
    parsed.error,
  )
}
