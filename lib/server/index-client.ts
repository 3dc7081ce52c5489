import 'server-only'
import type { IPolicy } from 'cockatiel'
import * as z from 'zod'
import { serverEnv } from '../config/env.server.ts'
import { activityRow, paymentRow, position, requestRow, stakerRow, summaryRow } from './index-rows.ts'
import { shared } from './shared.ts'
import { readUpstream, UpstreamError, upstreamPolicy } from './upstream.ts'

const MAX_BYTES = 8_000_000

/** Data of the index and the block up to which it is complete at least. */
export type Indexed<T> = { data: T; at: z.infer<typeof position> }

const envelope = z.object({ data: z.unknown().optional(), at: position })

function parse<T extends z.ZodType>(text: string, schema: T): Indexed<z.infer<T>> {
  try {
    const { data, at } = envelope.parse(JSON.parse(text))
    return { data: schema.parse(data), at }
  } catch (cause) {
    throw new UpstreamError('an answer that makes no sense', false, cause)
  }
}

/** What a list of requests is asked for, as the index names it. */
export type RequestsFilter = { limit: number } & Partial<
  Record<
    | 'kind'
    | 'before'
    | 'state'
    | 'open'
    | 'account'
    | 'other'
    | 'owner'
    | 'staker'
    | 'reqId'
    | 'txid'
    | 'script'
    | 'tx',
    string
  >
>

/** Asks the index at one fixed address. @throws UpstreamError and, while the breaker is open, BrokenCircuitError */
export class IndexClient {
  readonly #url: string
  readonly #policy: IPolicy

  constructor(url: string, policy: IPolicy = upstreamPolicy()) {
    this.#url = url.replace(/\/+$/, '')
    this.#policy = policy
  }

  /** The newest requests of both kinds below `before` of which all that is given holds. */
  requests(filter: RequestsFilter) {
    return this.#list('/v1/requests', { ...filter }, requestRow)
  }

  /** What happened to an account's requests, newest first, before the event `before`. */
  activity(filter: { account: string; kind?: string; before?: string; limit: number }) {
    return this.#list('/v1/activity', { ...filter }, activityRow)
  }

  request(reqId: string) {
    return this.#one(`/v1/requests/${encodeURIComponent(reqId)}`, requestRow)
  }

  /** Stakers in order of registration, after the one with this number. */
  stakers(filter: { after?: string; limit: number }) {
    return this.#list('/v1/stakers', { ...filter }, stakerRow)
  }

  staker(address: string) {
    return this.#one(`/v1/stakers/${encodeURIComponent(address)}`, stakerRow)
  }

  payments(filter: { after?: string; limit: number }) {
    return this.#list('/v1/payments', { ...filter }, paymentRow)
  }

  summary() {
    return this.#get('/v1/summary', summaryRow)
  }

  #list<T extends z.ZodType>(path: string, query: Record<string, string | number | undefined>, row: T) {
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
    return this.#get(`${path}?${search}`, z.array(row))
  }

  async #one<T extends z.ZodType>(path: string, row: T): Promise<Indexed<z.infer<T> | null>> {
    return this.#policy.execute(async () => {
      const { status, text } = await readUpstream(this.#url + path, { limit: MAX_BYTES })
      if (status === 404)
        return parse(
          text,
          z.undefined().transform(() => null),
        )
      if (status !== 200) throw new UpstreamError(`status ${status}`, false)
      return parse(text, row)
    })
  }

  async #get<T extends z.ZodType>(path: string, data: T): Promise<Indexed<z.infer<T>>> {
    return this.#policy.execute(async () => {
      const { status, text } = await readUpstream(this.#url + path, { limit: MAX_BYTES })
      if (status !== 200) throw new UpstreamError(`status ${status}`, false)
      return parse(text, data)
    })
  }
}

/** The client of the configured index. */
export function indexClient(): IndexClient {
  return shared('index-client', () => new IndexClient(serverEnv().endpoints.indexer.url))
}
