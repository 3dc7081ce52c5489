import { join } from 'node:path'
import { formatEther } from 'viem'
import type { Config, JobName } from './config.ts'
import { errorText } from './errors.ts'
import { BitcoinPool } from './execution/bitcoin-pool.ts'
import { loadContracts } from './execution/contracts.ts'
import { EvmPool } from './execution/evm-pool.ts'
import { Executor } from './execution/executor.ts'
import { assessHealth, type Health } from './health/health.ts'
import { createMetrics } from './health/metrics.ts'
import { serveHealth } from './health/server.ts'
import { relayTick } from './jobs/relay.ts'
import { SettleJob } from './jobs/settle.ts'
import type { Log } from './log.ts'
import { takeLock } from './queue/lock.ts'
import { NonceQueue } from './queue/nonce-queue.ts'
import { SpendJournal } from './queue/spend.ts'
import { type RunnableJob, Runner } from './runner/runner.ts'
import { loadKey } from './signer/key.ts'
import { createSigner } from './signer/signer.ts'

export interface Keeper {
  stop: () => Promise<void>
}

export interface KeeperDeps {
  config: Config
  log: Log
  now: () => number
  /** named points of an action at which tests end the process */
  step: (name: string, action: string) => void
}

const balanceMs = 15_000
/** Public Esplora servers limit how often they may be asked. */
const bitcoinPollMs = 1_000

/**
 * Puts the program together and starts its jobs. All clients, the clock and the signer are made here and passed down.
 * @throws ConfigError @throws DeploymentError @throws LockHeldError @throws NoEndpointError
 */
export async function startKeeper({ config, log, now, step }: KeeperDeps): Promise<Keeper> {
  const startedAt = now()
  const { account, readableByOthers } = loadKey(config.key)
  if (readableByOthers)
    log.warn({ event: 'key.readable' }, 'others on this machine can read the key: chmod 600')
  const release = takeLock(join(config.stateDir, `${config.chainId}-${account.address}.lock`))
  try {
    return await compose()
  } catch (error) {
    release()
    throw error
  }

  async function compose(): Promise<Keeper> {
    const metrics = createMetrics()
    const evm = new EvmPool({ urls: config.rpc, chainId: config.chainId, log, now })
    const bitcoin = new BitcoinPool({
      urls: config.esplora,
      log,
      now,
      pollMs: Math.max(bitcoinPollMs, config.pollMs),
    })
    await untilAnswered(() => evm.refresh(), log)
    const contracts = await loadContracts(evm, config)
    const { relay, bridge, registry } = contracts
    const signer = createSigner(account, {
      chainId: config.chainId,
      contracts: { relay, bridge, registry },
      maxFeePerGas: config.maxFeePerGas,
    })
    const spend = new SpendJournal(
      join(config.stateDir, `${config.chainId}-${account.address}.gas.jsonl`),
      now,
    )

    let relayLag: number | null = null
    let settle: SettleJob | null = null
    const results = new Map<string, { lastSuccessAt: number | null; lastError: string | null }>()
    const runner = new Runner({ log, pollMs: config.pollMs, now, onTick })
    const queue = new NonceQueue({
      pool: evm,
      signer,
      spend,
      log,
      now,
      step,
      bumpAfterMs: config.bumpAfterMs,
      dailySpend: config.dailySpend,
      onSettled: ({ key, outcome }) => {
        step('mined', key)
        executor.settled(key, outcome === 'success')
        settle?.settled(key)
        metrics.transactions.inc({ action: key.split(':')[0] ?? key, outcome })
        // What one job changed is often what the other waits for.
        for (const job of config.jobs) runner.wake(job)
      },
    })
    const executor = new Executor({ pool: evm, queue, from: account.address, log, now, step })
    const shared = { evm, bitcoin, executor, queue, contracts, log }

    const jobs: Record<JobName, () => RunnableJob> = {
      relay: () => ({
        name: 'relay',
        tick: () =>
          relayTick({
            ...shared,
            batch: config.relayBatch,
            report: (lag) => {
              relayLag = lag
            },
          }),
      }),
      settle: () => {
        const job = new SettleJob({
          ...shared,
          now,
          report: (open) => {
            for (const [state, count] of Object.entries(open)) metrics.openDeposits.set({ state }, count)
          },
        })
        settle = job
        return { name: 'settle', tick: () => job.tick() }
      },
    }

    function onTick(job: string, result: { ok: true; ms: number } | { ok: false; error: string }): void {
      const before = results.get(job)?.lastSuccessAt ?? null
      results.set(
        job,
        result.ok
          ? { lastSuccessAt: now(), lastError: null }
          : { lastSuccessAt: before, lastError: result.error },
      )
      if (result.ok) {
        metrics.lastSuccess.set({ job }, now() / 1000)
        metrics.tickSeconds.observe({ job }, result.ms / 1000)
      } else metrics.failures.inc({ job })
    }

    let balanceWei: bigint | null = null
    const watchBalance = async () => {
      try {
        balanceWei = await evm.read('balance', (client, blockNumber) =>
          client.getBalance({ address: account.address, blockNumber }),
        )
        if (balanceWei < config.minBalance)
          log.warn({ event: 'balance.low', address: account.address, balance: formatEther(balanceWei) })
      } catch (error) {
        log.debug({ event: 'balance.unknown', reason: errorText(error) })
      }
    }
    const evmSources = () =>
      evm.status.map(({ name, state, head }) => ({
        name,
        state,
        height: head === null ? null : Number(head),
      }))
    const health = (): Health =>
      assessHealth({
        now: now(),
        startedAt,
        jobs: config.jobs.map((name) => ({
          name,
          ...(results.get(name) ?? { lastSuccessAt: null, lastError: null }),
        })),
        evm: evmSources(),
        bitcoin: bitcoin.status,
        queue: { depth: queue.depth, oldestMs: queue.oldestMs, waiting: queue.waiting },
        balanceWei,
        minBalanceWei: config.minBalance,
        relayLag,
      })
    const collect = () => {
      metrics.queueDepth.set(queue.depth)
      metrics.queueOldest.set(queue.oldestMs / 1000)
      metrics.queueWaiting.reset()
      if (queue.waiting !== null) metrics.queueWaiting.set({ reason: queue.waiting }, 1)
      if (balanceWei !== null) metrics.balance.set(Number(formatEther(balanceWei)))
      metrics.spent.set(Number(formatEther(spend.total())))
      if (relayLag !== null) metrics.relayLag.set(relayLag)
      for (const [kind, sources] of [
        ['evm', evmSources()],
        ['bitcoin', bitcoin.status],
      ] as const)
        for (const { name: endpoint, state, height } of sources) {
          metrics.endpointUp.set(
            { kind, endpoint },
            state === 'live' || (kind === 'bitcoin' && state === 'up') ? 1 : 0,
          )
          if (height !== null) metrics.endpointHeight.set({ kind, endpoint }, height)
        }
    }

    const server = await serveHealth({
      host: config.host,
      port: config.port,
      health,
      registry: metrics.registry,
      collect,
    })
    await watchBalance()
    const balanceTimer = setInterval(() => void watchBalance(), balanceMs)
    runner.start(config.jobs.map((name) => jobs[name]()))
    log.info({
      event: 'keeper.started',
      jobs: config.jobs,
      address: account.address,
      chainId: config.chainId,
      network: config.network,
      contracts,
      health: `http://${config.host}:${config.port}/health`,
    })
    return {
      stop: async () => {
        clearInterval(balanceTimer)
        await runner.stop()
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
        release()
        log.info({ event: 'keeper.stopped', unmined: queue.depth })
      },
    }
  }
}

/** At a common start of many programs the node may come a little later than this one. */
async function untilAnswered(ask: () => Promise<unknown>, log: Log): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await ask()
      return
    } catch (error) {
      if (tries >= 20) throw error
      log.debug({ event: 'keeper.waiting', reason: errorText(error) })
      await new Promise((done) => setTimeout(done, 500))
    }
  }
}
