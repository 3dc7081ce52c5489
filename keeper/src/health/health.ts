import type { AgentReport } from '../jobs/agent-context.ts'

/** What `/health` is made of. Null is unknown. */
export interface HealthFacts {
  /** milliseconds */
  now: number
  startedAt: number
  jobs: readonly { name: string; lastSuccessAt: number | null; lastError: string | null }[]
  evm: readonly { name: string; state: string; height: number | null }[]
  bitcoin: readonly { name: string; state: string; height: number | null }[]
  queue: { depth: number; oldestMs: number; waiting: string | null }
  balanceWei: bigint | null
  minBalanceWei: bigint
  relayLag: number | null
  agents?: readonly AgentReport[]
}

export interface Health {
  ok: boolean
  /** why not, each in a few words; warnings that do not stop work are among them while `ok` is true */
  problems: string[]
  uptimeSeconds: number
  jobs: { name: string; ageSeconds: number | null; lastError: string | null }[]
  sources: {
    evm: { endpoint: string; state: string; height: number | null; lag: number | null }[]
    bitcoin: { endpoint: string; state: string; height: number | null; lag: number | null }[]
  }
  queue: { depth: number; oldestSeconds: number; waiting: string | null }
  /** wei as a decimal string, null before it was read */
  balanceWei: string | null
  /** blocks by which the relay contract is behind Bitcoin */
  relayLag: number | null
  /** what each staker owes and has, amounts in sats as decimal strings */
  agents: {
    staker: string
    due: number
    leastSecondsLeft: number | null
    coinSats: string
    feeSats24h: string
  }[]
}

/** A job that has not had a good tick for so long is not working, whatever else it says. */
const staleMs = 60_000
/** A payment that is in no block with so little time left needs a person. */
const shareSoonSeconds = 4 * 3_600

/** @returns `ok: false` when a job does not work or the queue cannot send */
export function assessHealth(facts: HealthFacts): Health {
  const { now, startedAt, queue, balanceWei, minBalanceWei, agents = [] } = facts
  const failing: string[] = []
  const warnings: string[] = []
  for (const { name, lastSuccessAt } of facts.jobs)
    if (now - (lastSuccessAt ?? startedAt) > staleMs) failing.push(`${name} has not worked for a minute`)
  if (queue.waiting !== null && queue.waiting !== 'depth') failing.push(`queue waits: ${queue.waiting}`)
  if (queue.oldestMs > 2 * staleMs) failing.push('a transaction is stuck')
  if (balanceWei !== null && balanceWei < minBalanceWei) warnings.push('balance low')
  for (const { staker, short, leastSecondsLeft } of agents) {
    if (short) warnings.push(`${staker} has no coins for a payment`)
    if (leastSecondsLeft !== null && leastSecondsLeft < shareSoonSeconds)
      warnings.push(`a share of ${staker} is due soon`)
  }
  for (const { name, state } of [...facts.evm, ...facts.bitcoin])
    if (state === 'dropped') warnings.push(`${name} lies`)
    else if (state === 'down') warnings.push(`${name} is down`)
  return {
    ok: failing.length === 0,
    problems: [...failing, ...warnings],
    uptimeSeconds: Math.floor((now - startedAt) / 1000),
    jobs: facts.jobs.map(({ name, lastSuccessAt, lastError }) => ({
      name,
      ageSeconds: lastSuccessAt === null ? null : Math.floor((now - lastSuccessAt) / 1000),
      lastError,
    })),
    sources: { evm: withLag(facts.evm), bitcoin: withLag(facts.bitcoin) },
    queue: { depth: queue.depth, oldestSeconds: Math.floor(queue.oldestMs / 1000), waiting: queue.waiting },
    balanceWei: balanceWei === null ? null : String(balanceWei),
    relayLag: facts.relayLag,
    agents: agents.map(({ short: _, coinSats, feeSats24h, ...agent }) => ({
      ...agent,
      coinSats: String(coinSats),
      feeSats24h: String(feeSats24h),
    })),
  }
}

function withLag(sources: HealthFacts['evm']) {
  const best = Math.max(...sources.map(({ height }) => height ?? 0))
  return sources.map(({ name, state, height }) => ({
    endpoint: name,
    state,
    height,
    lag: height === null ? null : best - height,
  }))
}
