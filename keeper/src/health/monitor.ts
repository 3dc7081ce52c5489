import { type Address, formatEther } from 'viem'
import type { Config } from '../config.ts'
import { errorText } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { AgentReport } from '../jobs/agent-context.ts'
import type { Log } from '../log.ts'
import type { NonceQueue, Settled } from '../queue/nonce-queue.ts'
import type { SpendJournal } from '../queue/spend.ts'
import type { TickResult } from '../runner/runner.ts'
import { assessHealth, type Health } from './health.ts'
import { createMetrics } from './metrics.ts'

export interface MonitorDeps {
  config: Config
  address: Address
  evm: EvmPool
  bitcoin: BitcoinPool
  spend: SpendJournal
  log: Log
  now: () => number
}

/** Collects what the parts say about themselves, for `/health` and `/metrics`. Decides nothing. */
export class Monitor {
  readonly metrics = createMetrics()
  readonly #d: MonitorDeps
  readonly #startedAt: number
  readonly #results = new Map<string, { lastSuccessAt: number | null; lastError: string | null }>()
  #balanceWei: bigint | null = null
  #relayLag: number | null = null
  #agents: readonly AgentReport[] = []

  constructor(deps: MonitorDeps) {
    this.#d = deps
    this.#startedAt = deps.now()
  }

  ticked(job: string, result: TickResult): void {
    const now = this.#d.now()
    if (result.ok) {
      this.#results.set(job, { lastSuccessAt: now, lastError: null })
      this.metrics.lastSuccess.set({ job }, now / 1000)
      this.metrics.tickSeconds.observe({ job }, result.ms / 1000)
    } else {
      const lastSuccessAt = this.#results.get(job)?.lastSuccessAt ?? null
      this.#results.set(job, { lastSuccessAt, lastError: result.error })
      this.metrics.failures.inc({ job })
    }
  }

  settled({ key, outcome }: Settled): void {
    this.metrics.transactions.inc({ action: key.split(':')[0] ?? key, outcome })
  }

  relayLag(blocks: number): void {
    this.#relayLag = blocks
  }

  openDeposits(open: Record<string, number>): void {
    for (const [state, count] of Object.entries(open)) this.metrics.openDeposits.set({ state }, count)
  }

  agents(reports: readonly AgentReport[]): void {
    this.#agents = reports
    for (const { staker, due, leastSecondsLeft, coinSats, feeSats24h } of reports) {
      this.metrics.agentDue.set({ staker }, due)
      this.metrics.agentCoins.set({ staker }, Number(coinSats))
      this.metrics.agentFees.set({ staker }, Number(feeSats24h))
      if (leastSecondsLeft === null) this.metrics.agentSecondsLeft.remove({ staker })
      else this.metrics.agentSecondsLeft.set({ staker }, leastSecondsLeft)
    }
  }

  async readBalance(): Promise<void> {
    const { evm, address, config, log } = this.#d
    try {
      const wei = await evm.read('balance', (client, blockNumber) =>
        client.getBalance({ address, blockNumber }),
      )
      const wasLow = this.#balanceWei !== null && this.#balanceWei < config.minBalance
      this.#balanceWei = wei
      if (wei < config.minBalance && !wasLow)
        log.warn({ event: 'balance.low', address, balance: formatEther(wei) })
    } catch (error) {
      log.debug({ event: 'balance.unknown', reason: errorText(error) })
    }
  }

  health(queue: NonceQueue): Health {
    const { config, bitcoin, now } = this.#d
    const never = { lastSuccessAt: null, lastError: null }
    return assessHealth({
      now: now(),
      startedAt: this.#startedAt,
      jobs: config.jobs.map((name) => ({ name, ...(this.#results.get(name) ?? never) })),
      evm: this.#evmSources(),
      bitcoin: bitcoin.status,
      queue: { depth: queue.depth, oldestMs: queue.oldestMs, waiting: queue.waiting },
      balanceWei: this.#balanceWei,
      minBalanceWei: config.minBalance,
      relayLag: this.#relayLag,
      agents: this.#agents,
    })
  }

  /** Brings the gauges up to date. */
  collect(queue: NonceQueue): void {
    const { metrics } = this
    metrics.queueDepth.set(queue.depth)
    metrics.queueOldest.set(queue.oldestMs / 1000)
    metrics.queueWaiting.reset()
    if (queue.waiting !== null) metrics.queueWaiting.set({ reason: queue.waiting }, 1)
    if (this.#balanceWei !== null) metrics.balance.set(Number(formatEther(this.#balanceWei)))
    metrics.spent.set(Number(formatEther(this.#d.spend.total())))
    if (this.#relayLag !== null) metrics.relayLag.set(this.#relayLag)
    const kinds = [
      { kind: 'evm', sources: this.#evmSources(), good: 'live' },
      { kind: 'bitcoin', sources: this.#d.bitcoin.status, good: 'up' },
    ]
    for (const { kind, sources, good } of kinds)
      for (const { name: endpoint, state, height } of sources) {
        metrics.endpointUp.set({ kind, endpoint }, state === good ? 1 : 0)
        if (height !== null) metrics.endpointHeight.set({ kind, endpoint }, height)
      }
  }

  #evmSources() {
    return this.#d.evm.status.map(({ name, state, head }) => ({
      name,
      state,
      height: head === null ? null : Number(head),
    }))
  }
}
