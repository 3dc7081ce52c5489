import 'server-only'
import type * as z from 'zod/mini'
import type { ActivityDto, activityAnswer, activityQuery } from '../api/activity.ts'
import { indexClient } from './index-client.ts'
import type { ActivityRow } from './index-rows.ts'
import { indexedAnswer } from './indexed-answer.ts'
import { toPage } from './page.ts'

/** One thing that happened, as the API gives it. */
function toActivity(row: ActivityRow): ActivityDto {
  const { reqId, sats, share, txid, block, time, tx } = row
  const common = { reqId, sats, share, txid, at: { block, time, tx } }
  return row.kind === 'deposit'
    ? { kind: row.kind, step: row.name, ...common }
    : { kind: row.kind, step: row.name, ...common }
}

/** What happened to an account's requests of both kinds, newest first. @throws UnavailableError */
export async function listActivity(
  query: z.infer<typeof activityQuery>,
): Promise<z.infer<typeof activityAnswer>> {
  const { account, cursor, limit, kind } = query
  const filter = {
    account: account.toLowerCase(),
    limit: limit + 1,
    ...(kind === undefined ? {} : { kind }),
    ...(cursor === undefined ? {} : { before: cursor }),
  }
  return indexedAnswer(
    'account',
    `activity ${JSON.stringify(filter)}`,
    () => indexClient().activity(filter),
    (rows) => toPage(rows, limit, (row) => row.eventId, toActivity),
  )
}
