import { join } from 'node:path'
import type { Config, JobName } from './config.ts'
import { errorText } from './errors.ts'
import { BitcoinPool } from './execution/bitcoin-pool.ts'
import { loadContracts } from './execution/contracts.ts'
import { EvmPool } from './execution/evm-pool.ts'
import { Executor } from './execution/executor.ts'
import { Monitor } from './health/monitor.ts'
import { serveHealth } from './health/server.ts'
import { AgentJob } from './jobs/agent.ts'
import { relayTick } from './jobs/relay.ts'
import { SettleJob } from './jobs/settle.ts'
import type { Log } from './log.ts'
import { takeLock } from './queue/lock.ts'
import { NonceQueue, type Settled } from './queue/nonce-queue.ts'
import { SpendJournal } from './queue/spend.ts'
import { Runner } from './runner/runner.ts'
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
    const evm = new EvmPool({ urls: config.rpc, chainId: config.chainId, log, now })
    const pollMs = Math.max(bitcoinPollMs, config.pollMs)
    const bitcoin = new BitcoinPool({ urls: config.esplora, log, now, pollMs })
    await untilAnswered(() => evm.refresh(), log)
    const contracts = await loadContracts(evm, config)
    const { relay, bridge, minter, registry, withdrawals } = contracts
    const { chainId, maxFeePerGas, bumpAfterMs, dailySpend } = config
    const signer = createSigner(account, {
      chainId,
      contracts: { relay, bridge, minter, registry, withdrawals },
      maxFeePerGas,
    })
    const spend = new SpendJournal(join(config.stateDir, `${chainId}-${account.address}.gas.jsonl`), now)
    const monitor = new Monitor({ config, address: account.address, evm, bitcoin, spend, log, now })
    const runner = new Runner({
      log,
      pollMs: config.pollMs,
      now,
      onTick: (...told) => monitor.ticked(...told),
    })

    let settle: SettleJob | null = null
    let agent: AgentJob | null = null
    const onSettled = (settled: Settled) => {
      step('mined', settled.key)
      executor.settled(settled.key, settled.outcome === 'success')
      settle?.settled(settled.key)
      monitor.settled(settled)
      // What one job changed is often what the other waits for.
      for (const job of config.jobs) runner.wake(job)
    }
    const queue = new NonceQueue({
      pool: evm,
      signer,
      spend,
      log,
      now,
      step,
      bumpAfterMs,
      dailySpend,
      onSettled,
    })
    const executor = new Executor({ pool: evm, queue, from: account.address, log, now, step })

    const shared = { evm, bitcoin, executor, queue, contracts, log }
    const relayDeps = { ...shared, batch: config.relayBatch, report: (lag: number) => monitor.relayLag(lag) }
    const jobs: Record<JobName, () => () => Promise<void>> = {
      relay: () => () => relayTick(relayDeps),
      settle: () => {
        const job = new SettleJob({ ...shared, now, report: (open) => monitor.openDeposits(open) })
        settle = job
        return () => job.tick()
      },
      agent: () => {
        agent = new AgentJob({
          ...shared,
          chainId,
          config: config.agent,
          stateDir: config.stateDir,
          now,
          step,
          report: (reports) => monitor.agents(reports),
        })
        const job = agent
        return () => job.tick()
      },
    }

    const server = await serveHealth({
      host: config.host,
      port: config.port,
      health: () => monitor.health(queue),
      registry: monitor.metrics.registry,
      collect: () => monitor.collect(queue),
    })
    await monitor.readBalance()
    const balanceTimer = setInterval(() => void monitor.readBalance(), balanceMs)
    runner.start(config.jobs.map((name) => ({ name, tick: jobs[name]() })))
    log.info({
      event: 'keeper.started',
      jobs: config.jobs,
      address: account.address,
      chainId,
      network: config.network,
      contracts,
      health: `http://${config.host}:${config.port}/health`,
    })
    return {
      stop: async () => {
        clearInterval(balanceTimer)
        await runner.stop()
        agent?.stop()
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
