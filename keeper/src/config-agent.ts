import { z } from 'zod'
import type { Endpoints } from '../../lib/config/endpoints.ts'
import type { KeySource } from './signer/key.ts'

const count = z.coerce.number().int().positive()

/** Keys of the staker agent; docs in keeper/README.md. */
export const agentEnv = {
  KEEPER_STAKER_KEY_FILES: z.string().optional(),
  KEEPER_STAKER_KEYSTORE: z.string().optional(),
  KEEPER_STAKER_KEYSTORE_PASSWORD_FILE: z.string().optional(),
  KEEPER_AGENT_MAX_RATE: count.default(200),
  KEEPER_AGENT_SWEEP_RATE: count.default(15),
  KEEPER_AGENT_MAX_FEE_SATS: count.default(100_000),
  KEEPER_AGENT_DAILY_FEE_SATS: count.default(2_000_000),
  KEEPER_AGENT_EVM_DEPTH: count.optional(),
  KEEPER_AGENT_BUMP_BLOCKS: count.default(3),
  KEEPER_AGENT_SWEEP_PATIENCE: z.coerce.number().int().min(0).optional(),
} as const

export interface AgentConfig {
  /** one a staker */
  keys: readonly KeySource[]
  /** what is missing or contradictory, and what for; the job says so and does nothing */
  problems: readonly string[]
  /** sats for 1,000 virtual bytes that are never exceeded */
  maxSatsPerKvb: bigint
  /** rate up to which sweeping need not wait */
  cheapSatsPerKvb: bigint
  /** sats, most for one transaction and its child */
  maxFeeSats: bigint
  /** sats in 24 hours */
  dailyFeeSats: bigint
  /** EVM blocks on top of what a payment relies on */
  evmDepth: bigint
  /** Bitcoin blocks after which an unmined transaction is replaced */
  bumpAfterBlocks: number
  /** Bitcoin blocks that a minted coin waits for others to be swept with */
  sweepPatienceBlocks: number
  /** milliseconds between two rounds */
  pauseMs: number
}

type Env = z.infer<z.ZodObject<typeof agentEnv>>

export function agentConfig(e: Env, network: Endpoints['bitcoin']['network']): AgentConfig {
  const problems: string[] = []
  const local = network === 'regtest'
  return {
    keys: keysOf(e, problems),
    problems,
    maxSatsPerKvb: BigInt(e.KEEPER_AGENT_MAX_RATE) * 1_000n,
    cheapSatsPerKvb: BigInt(e.KEEPER_AGENT_SWEEP_RATE) * 1_000n,
    maxFeeSats: BigInt(e.KEEPER_AGENT_MAX_FEE_SATS),
    dailyFeeSats: BigInt(e.KEEPER_AGENT_DAILY_FEE_SATS),
    // The local chain makes a block a second and loses none that a person would notice.
    evmDepth: BigInt(e.KEEPER_AGENT_EVM_DEPTH ?? (local ? 3 : 12)),
    bumpAfterBlocks: e.KEEPER_AGENT_BUMP_BLOCKS,
    sweepPatienceBlocks: e.KEEPER_AGENT_SWEEP_PATIENCE ?? (local ? 0 : 36),
    pauseMs: local ? 1_000 : 10_000,
  }
}

function keysOf(e: Env, problems: string[]): KeySource[] {
  const files = (e.KEEPER_STAKER_KEY_FILES ?? '')
    .split(',')
    .map((path) => path.trim())
    .filter(Boolean)
  const keys: KeySource[] = files.map((path) => ({ kind: 'file', path }))
  if (e.KEEPER_STAKER_KEYSTORE !== undefined && e.KEEPER_STAKER_KEYSTORE_PASSWORD_FILE === undefined)
    problems.push('KEEPER_STAKER_KEYSTORE_PASSWORD_FILE is missing: it decrypts KEEPER_STAKER_KEYSTORE')
  else if (e.KEEPER_STAKER_KEYSTORE !== undefined && e.KEEPER_STAKER_KEYSTORE_PASSWORD_FILE !== undefined)
    keys.push({
      kind: 'keystore',
      path: e.KEEPER_STAKER_KEYSTORE,
      passwordFile: e.KEEPER_STAKER_KEYSTORE_PASSWORD_FILE,
    })
  if (keys.length === 0 && problems.length === 0)
    problems.push(
      'KEEPER_STAKER_KEY_FILES (or KEEPER_STAKER_KEYSTORE) is missing: the staker’s Bitcoin key, which sweeps deposits and pays withdrawals; it is never an argument',
    )
  return keys
}
