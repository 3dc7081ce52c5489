import type { Address } from 'viem'
import type { AgentConfig } from '../config-agent.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Log } from '../log.ts'
import type { Intents } from '../queue/intents.ts'
import type { BitcoinSigner } from '../signer/bitcoin-signer.ts'

/** What the agent's parts are given. */
export interface AgentDeps {
  evm: EvmPool
  bitcoin: BitcoinPool
  contracts: Contracts
  chainId: number
  config: AgentConfig
  log: Log
  now: () => number
  /** named points at which tests end the process */
  step: (name: string, action: string) => void
}

/** The same with one staker's key. */
export interface StakerContext extends AgentDeps {
  signer: BitcoinSigner
  staker: Address
  intents: Intents
  /** says something once until it changes */
  say: (subject: string, level: 'info' | 'warn' | 'error', fields: Record<string, unknown>) => void
}

/** For health and metrics. */
export interface AgentReport {
  staker: string
  /** shares that wait for this staker and are not in a block yet */
  due: number
  /** seconds until the nearest deadline of them, null when there is none */
  leastSecondsLeft: number | null
  /** coins that may be spent now */
  coinSats: bigint
  /** miner fees of own transactions in blocks of the last 24 hours, in sats */
  feeSats24h: bigint
  /** a payment waits because there are no coins for it */
  short: boolean
}
