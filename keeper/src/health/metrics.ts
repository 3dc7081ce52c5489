import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Names are part of the runbook: alarms match on them. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  // Memory and event loop of the process itself.
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  return {
    registry,
    lastSuccess: gauge('keeper_job_last_success_seconds', 'Unix time of the last tick without failure', [
      'job',
    ]),
    failures: new Counter({
      name: 'keeper_job_failures_total',
      help: 'Ticks that failed',
      labelNames: ['job'],
      registers,
    }),
    tickSeconds: new Histogram({
      name: 'keeper_tick_seconds',
      help: 'Duration of a tick',
      labelNames: ['job'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    transactions: new Counter({
      name: 'keeper_transactions_total',
      help: 'Transactions that left the queue',
      labelNames: ['action', 'outcome'],
      registers,
    }),
    queueDepth: gauge('keeper_queue_depth', 'Unmined transactions'),
    queueOldest: gauge('keeper_queue_oldest_seconds', 'Age of the oldest unmined transaction'),
    queueWaiting: gauge('keeper_queue_waiting', '1 while nothing is sent for this reason', ['reason']),
    balance: gauge('keeper_balance_native', 'Gas money, in whole native coins'),
    spent: gauge('keeper_gas_spent_24h_native', 'Gas paid or reserved in 24 hours, in whole native coins'),
    relayLag: gauge('keeper_relay_lag_blocks', 'Blocks by which the relay contract is behind Bitcoin'),
    openDeposits: gauge('keeper_open_deposits', 'Deposits with a step ahead', ['state']),
    agentDue: gauge('keeper_agent_due_shares', 'Shares that no block pays yet', ['staker']),
    agentSecondsLeft: gauge('keeper_agent_least_seconds_left', 'Seconds until the nearest deadline of them', [
      'staker',
    ]),
    agentCoins: gauge('keeper_agent_coins_sats', 'Coins that may be spent now', ['staker']),
    agentFees: gauge('keeper_agent_fees_24h_sats', 'Miner fees paid or offered in 24 hours', ['staker']),
    endpointUp: gauge('keeper_endpoint_up', '1 while the endpoint is used', ['kind', 'endpoint']),
    endpointHeight: gauge('keeper_endpoint_height', 'Height the endpoint reports', ['kind', 'endpoint']),
  }
}
