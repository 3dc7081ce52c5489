import 'server-only'
import type * as z from 'zod/mini'
import type { requestAnswer, requestsAnswer, requestsQuery } from '../api/requests.ts'
import { serverEnv } from '../config/env.server.ts'
import { indexClient, type RequestsFilter } from './index-client.ts'
import type { RequestRow } from './index-rows.ts'
import { indexedAnswer } from './indexed-answer.ts'
import { toPage } from './page.ts'
import { toRequest } from './request-dto.ts'
import { searchOf } from './search-of.ts'

const FILTERS = [
  ...(['kind', 'before', 'state', 'open', 'account', 'other', 'owner', 'staker'] as const),
  ...(['reqId', 'txid', 'script', 'tx'] as const),
]
const networkOf = () => serverEnv().endpoints.bitcoin.network
const toData = (row: RequestRow) => toRequest(row, networkOf())

/** Requests of both kinds, newest first. @throws BadInputError @throws UnavailableError */
export async function listRequests(
  query: z.infer<typeof requestsQuery>,
): Promise<z.infer<typeof requestsAnswer>> {
  const { cursor, limit, search, ...rest } = query
  const found: Omit<RequestsFilter, 'limit'> = search === undefined ? {} : searchOf(search, networkOf())
  const asked: Record<string, string | undefined> = { ...rest, ...found, before: cursor }
  const filter: RequestsFilter = { limit: limit + 1 }
  for (const key of FILTERS) {
    const value = asked[key]
    // addresses differ in their checksum only, and the same question must have the same key
    if (value !== undefined) filter[key] = key === 'kind' || key === 'state' ? value : value.toLowerCase()
  }
  return indexedAnswer(
    'request',
    `requests ${JSON.stringify(filter)}`,
    () => indexClient().requests(filter),
    (rows) => toPage(rows, limit, (row) => row.reqId, toData),
  )
}

/** @throws NotFoundError @throws UnavailableError */
export async function readRequest(reqId: string): Promise<z.infer<typeof requestAnswer>> {
  return indexedAnswer('request', `request ${reqId}`, () => indexClient().request(reqId), toData)
}
