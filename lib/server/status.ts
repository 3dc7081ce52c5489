import 'server-only'
import { getAddress } from 'viem'
import type * as z from 'zod/mini'
import type { Meta } from '../api/primitives.ts'
import type { StatusDto, statusAnswer } from '../api/status.ts'
import { chainOf } from '../config/chain-of.ts'
import { serverEnv } from '../config/env.server.ts'
import { AnswerCache, type Cached } from './answer-cache.ts'
import { bitcoinSource } from './bitcoin-source.ts'
import { type BridgeFacts, readBridgeFacts } from './bridge-facts.ts'
import { type Head, readHead } from './chain-reader.ts'
import { type Indexed, indexClient } from './index-client.ts'
import type { SummaryRow } from './index-rows.ts'
import { fromIndex, metaOf } from './indexed-answer.ts'
import { ageOf, sawPart } from './last-seen.ts'
import { logFailure } from './log.ts'
import { UnavailableError } from './problem.ts'
import { proofTimeCheck } from './proof-times.ts'
import { type Reserves, reserveCheck } from './reserves.ts'
import { shared } from './shared.ts'
import { readUpstream } from './upstream.ts'
import { readWithdrawalFacts } from './withdrawal-facts.ts'
import { estimatesPart, withdrawalsPart } from './withdrawal-status.ts'

type StatusAnswer = z.infer<typeof statusAnswer>
type Tip = { height: number; hash: string }
/** `summary` is null when the index is gone for longer than its last answer may stand in; `at` is the last known block. */
type Known = { summary: SummaryRow | null; cached: Cached<Indexed<unknown>> }

/** Headers that the relay may be behind before it counts as not working. */
const RELAY_LAG = 3

const cache = () => shared('status-cache', () => new AnswerCache({ freshMs: 50, staleMs: 0 }))
const memory = () => shared('status-memory', () => ({ at: null as Indexed<unknown>['at'] | null, seen: 0 }))

async function readIndex(): Promise<Known> {
  const last = memory()
  try {
    const cached = await fromIndex('summary', () => indexClient().summary())
    if (!cached.stale) Object.assign(last, { at: cached.value.at, seen: Date.now() })
    return { summary: cached.value.data, cached }
  } catch (error) {
    if (!(error instanceof UnavailableError) || last.at === null) throw error
    const age = Math.ceil((Date.now() - last.seen) / 1000)
    return { summary: null, cached: { value: { data: null, at: last.at }, age, stale: true } }
  }
}

async function orNull<T>(part: string, reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    logFailure(part, error)
    return null
  }
}

async function readTip(): Promise<Tip> {
  const source = bitcoinSource()
  const [height, hash] = await Promise.all([
    source.read(['blocks', 'tip', 'height']),
    source.read(['blocks', 'tip', 'hash']),
  ])
  return { height: Number(height.text), hash: hash.text }
}

async function keeperIsUp(): Promise<boolean> {
  const { url } = serverEnv().endpoints.keeper
  if (url === null) return false
  const answer = await orNull('keeper', readUpstream(`${url.replace(/\/+$/, '')}/health`, { limit: 100_000 }))
  if (answer === null || answer.status !== 200) return false
  sawPart('keeper')
  return true
}

function bitcoinPart(
  tip: Tip | null,
  facts: BridgeFacts | null,
  summary: SummaryRow | null,
): StatusDto['bitcoin'] {
  const relayHeight = facts?.relay?.height ?? summary?.relay?.height ?? null
  return {
    network: serverEnv().endpoints.bitcoin.network,
    tipHeight: tip?.height ?? null,
    tipHash: tip?.hash ?? null,
    relayHeight,
    relayTime: facts?.relay?.time ?? null,
    relayLag: tip === null || relayHeight === null ? null : Math.max(0, tip.height - relayHeight),
  }
}

function bridgePart(facts: BridgeFacts | null, summary: SummaryRow | null): StatusDto['bridge'] {
  const text = (amount: bigint | null | undefined) =>
    amount === null || amount === undefined ? null : String(amount)
  return {
    supplySats: text(facts?.supplySats),
    issuedSats: summary?.issuedSats ?? null,
    toBeIssuedSats: summary?.toBeIssuedSats ?? null,
    heldSats: text(facts?.heldSats),
    availableSats: text(facts?.availableSats),
    capacitySats: text(facts?.capacitySats),
    activeStakers: facts?.activeStakers ?? summary?.activeStakers ?? null,
    pausedUntil: facts?.pausedUntil ?? null,
    gate: facts?.closed === undefined ? null : (facts.closed ?? 'open'),
    queueSats: text(facts?.queuedSats),
    queued: summary?.depositQueue.requests ?? null,
    mintableSats: text(facts?.mintableSats),
    mintLimitSats: text(facts?.mintLimitSats),
    requestLimitSats: text(facts?.requestLimitSats),
    feeBps: facts?.feeBps ?? null,
    dustSats: text(facts?.dustSats),
    openRequests: summary?.openDeposits ?? null,
  }
}

function reservesPart(reserves: Reserves): StatusDto['reserves'] {
  const stakers = reserves.stakers.map((staker) => ({ ...staker, address: getAddress(staker.address) }))
  return { ...reserves, stakers }
}

function partsPart(
  up: { head: Head | null; tip: Tip | null; indexer: boolean; keeper: boolean },
  relayLag: number | null,
  summary: SummaryRow | null,
): StatusDto['parts'] {
  const worked = summary?.relay?.time
  return [
    { name: 'evm', up: up.head !== null, ageSeconds: ageOf('evm') },
    { name: 'bitcoin', up: up.tip !== null, ageSeconds: ageOf('bitcoin') },
    { name: 'indexer', up: up.indexer, ageSeconds: ageOf('indexer') },
    { name: 'keeper', up: up.keeper, ageSeconds: ageOf('keeper') },
    {
      name: 'relay',
      up: relayLag !== null && relayLag <= RELAY_LAG,
      ageSeconds: worked === undefined ? null : Math.max(0, Math.floor(Date.now() / 1000) - worked),
    },
  ]
}

async function load(): Promise<StatusAnswer> {
  const { chainId } = serverEnv().endpoints.evm
  const [known, head, tip, keeper] = await Promise.all([
    readIndex(),
    readHead(),
    orNull('bitcoin', readTip()),
    keeperIsUp(),
  ])
  const [facts, withdrawals] =
    head === null
      ? [null, null]
      : await Promise.all([
          orNull('contracts', readBridgeFacts(head)),
          orNull('contracts', readWithdrawalFacts(head)),
        ])
  const meta: Meta = await metaOf(known.cached)
  const { summary } = known
  const bitcoin = bitcoinPart(tip, facts, summary)
  const { p50, p90, samples } = summary?.estimates.deposit.whole ?? { p50: null, p90: null, samples: 0 }
  const data: StatusDto = {
    chain: {
      id: chainId,
      head: head?.block ?? null,
      headTime: head?.time ?? null,
      finalityBlocks: chainOf(chainId).finality.absolute,
    },
    index: { block: meta.block, blockTime: meta.blockTime, lag: meta.indexerLag },
    bitcoin,
    bridge: bridgePart(facts, summary),
    withdrawals: withdrawalsPart(withdrawals, summary),
    reserves: reservesPart(reserveCheck().current()),
    timing: { requestToMintP50: p50, requestToMintP90: p90, samples },
    estimates: estimatesPart(summary, proofTimeCheck().current()),
    parts: partsPart({ head, tip, indexer: !known.cached.stale, keeper }, bitcoin.relayLag, summary),
  }
  return { data, meta }
}

/**
 * The whole deployment at a glance. Each part is read apart from the others: what cannot be had is null, the rest stands.
 * @throws UnavailableError when the index has never answered since this server started
 */
export async function readStatus(): Promise<StatusAnswer> {
  return (await cache().get('status', load)).value
}
