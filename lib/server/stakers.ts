import 'server-only'
import type * as z from 'zod/mini'
import type { stakerAnswer, stakersAnswer, stakersQuery } from '../api/stakers.ts'
import { indexClient } from './index-client.ts'
import { indexedAnswer } from './indexed-answer.ts'
import { toPage } from './page.ts'
import { toStaker } from './staker-dto.ts'

/** Stakers in the order in which they registered. @throws UnavailableError */
export async function listStakers(
  query: z.infer<typeof stakersQuery>,
): Promise<z.infer<typeof stakersAnswer>> {
  const { cursor, limit } = query
  const filter = { limit: limit + 1, ...(cursor === undefined ? {} : { after: cursor }) }
  return indexedAnswer(
    'staker',
    `stakers ${JSON.stringify(filter)}`,
    () => indexClient().stakers(filter),
    (rows) => toPage(rows, limit, (row) => row.stakerId, toStaker),
  )
}

/** @throws NotFoundError @throws UnavailableError */
export async function readStaker(address: string): Promise<z.infer<typeof stakerAnswer>> {
  const known = address.toLowerCase()
  return indexedAnswer('staker', `staker ${known}`, () => indexClient().staker(known), toStaker)
}
