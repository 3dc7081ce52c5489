import 'server-only'
import * as z from 'zod'
import type { Durations } from '../api/status.ts'
import { type BitcoinSource, bitcoinSource } from './bitcoin-source.ts'
import { type IndexClient, indexClient } from './index-client.ts'
import type { RequestRow } from './index-rows.ts'
import { logFailure } from './log.ts'
import { shared } from './shared.ts'

export type ProofTimes = Record<RequestRow['kind'], Durations>

const UNKNOWN: Durations = { p50: null, p90: null, samples: 0 }
const CHECK_EVERY_MS = 300_000
/** Each payment that was not looked at before is one question to the Bitcoin source. */
const LATEST = 50
const AT_ONCE = 6
const MOST_KEPT = 1_000

const txStatus = z.object({ confirmed: z.boolean(), block_time: z.int().nonnegative().nullish() })

type Sources = { index: Pick<IndexClient, 'requests'>; bitcoin: Pick<BitcoinSource, 'read'> }
type Proven = { txid: string; time: number }

/** Payments of a request and when each was proven on the EVM chain. */
function provenOf(row: RequestRow): Proven[] {
  if (row.kind === 'deposit') {
    // both are in the order of their events, and each payment is one step
    const paid = row.steps.filter(({ name }) => name === 'paid')
    return row.payments.flatMap(({ txid }, at) => {
      const time = paid[at]?.time
      return time === undefined ? [] : [{ txid, time }]
    })
  }
  return row.shares.flatMap(({ share, txid }) => {
    const paid = row.steps.find((step) => step.name === 'paid' && step.share === share)
    return txid === null || paid === undefined ? [] : [{ txid, time: paid.time }]
  })
}

/** The percentiles as Postgres' `percentile_disc` gives them. */
function durationsOf(seconds: readonly number[]): Durations {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null
  return { p50: at(0.5), p90: at(0.9), samples: sorted.length }
}

/**
 * How long past payments waited from their Bitcoin block until they were proven. No event says when a payment was mined, so
 * Bitcoin is asked, in the background. A block's time is its miner's word and may lie ahead: then the wait counts as none.
 */
export class ProofTimeCheck {
  readonly #sources: Sources
  readonly #now: () => number
  readonly #minedAt = new Map<string, number>()
  #last: ProofTimes = { deposit: UNKNOWN, withdrawal: UNKNOWN }
  #running: Promise<void> | null = null
  #startedAt = Number.NEGATIVE_INFINITY

  constructor(sources: Sources, now: () => number = Date.now) {
    this.#sources = sources
    this.#now = now
  }

  /** The last result, at once; starts a new check in the background when it is older than five minutes. */
  current(): ProofTimes {
    if (this.#running === null && this.#now() - this.#startedAt >= CHECK_EVERY_MS) void this.refresh()
    return this.#last
  }

  /** Checks now. A check that fails leaves the last result. */
  refresh(): Promise<void> {
    this.#startedAt = this.#now()
    this.#running ??= this.#check()
      .catch((error) => logFailure('estimates', error))
      .finally(() => {
        this.#running = null
      })
    return this.#running
  }

  async #check(): Promise<void> {
    const deposit = await this.#durations({ kind: 'deposit', state: 'Minted' })
    const withdrawal = await this.#durations({ kind: 'withdrawal', state: 'Complete' })
    this.#last = { deposit, withdrawal }
  }

  async #durations(which: { kind: string; state: string }): Promise<Durations> {
    const { data } = await this.#sources.index.requests({ ...which, limit: LATEST })
    const proven = data.flatMap(provenOf).slice(0, LATEST)
    const seconds: number[] = []
    for (let at = 0; at < proven.length; at += AT_ONCE) {
      const waits = proven.slice(at, at + AT_ONCE).map(async ({ txid, time }) => {
        const mined = await this.#mined(txid)
        return mined === null ? [] : [Math.max(0, time - mined)]
      })
      seconds.push(...(await Promise.all(waits)).flat())
    }
    return durationsOf(seconds)
  }

  /** Unix second of the payment's block; null when no block has it (any more). */
  async #mined(txid: string): Promise<number | null> {
    const known = this.#minedAt.get(txid)
    if (known !== undefined) return known
    const { text } = await this.#sources.bitcoin.read(['tx', txid, 'status'])
    const { confirmed, block_time: time } = txStatus.parse(JSON.parse(text))
    if (!confirmed || time == null) return null
    if (this.#minedAt.size >= MOST_KEPT) this.#minedAt.clear()
    this.#minedAt.set(txid, time)
    return time
  }
}

/** The check of the configured deployment. */
export function proofTimeCheck(): ProofTimeCheck {
  return shared('proof-times', () => new ProofTimeCheck({ index: indexClient(), bitcoin: bitcoinSource() }))
}
