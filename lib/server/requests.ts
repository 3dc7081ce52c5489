import 'server-only'
import type * as z from 'zod/mini'
import type { requestAnswer, requestsAnswer, requestsQuery } from '../api/requests.ts'
import { indexClient } from './index-client.ts'
import { indexedAnswer } from './indexed-answer.ts'
import { toPage } from './page.ts'
import { toRequest } from './request-dto.ts'

/** Requests, newest first. @throws UnavailableError */
export async function listRequests(
  query: z.infer<typeof requestsQuery>,
): Promise<z.infer<typeof requestsAnswer>> {
  const { cursor, limit, state } = query
  const account = query.account?.toLowerCase()
  const filter = {
    limit: limit + 1,
    ...(cursor === undefined ? {} : { before: cursor }),
    ...(state === undefined ? {} : { state }),
    ...(account === undefined ? {} : { account }),
  }
  return indexedAnswer(
    'request',
    `requests ${JSON.stringify(filter)}`,
    () => indexClient().requests(filter),
    (rows) => toPage(rows, limit, (row) => row.reqId, toRequest),
  )
}

/** @throws NotFoundError @throws UnavailableError */
export async function readRequest(reqId: string): Promise<z.infer<typeof requestAnswer>> {
  return indexedAnswer('request', `request ${reqId}`, () => indexClient().request(reqId), toRequest)
}
