import type { Context } from 'ponder:registry'
import { request, share, step } from 'ponder:schema'
import { depositRequestState } from '../../../lib/core/deposit-request-state.ts'
import { type EventPlace, pointOf } from './point.ts'

export type Db = Context['db']
type Step = Pick<typeof step.$inferInsert, 'reqId' | 'name' | 'share' | 'sats' | 'forLimit'>
export type ShareRow = typeof share.$inferSelect

export async function takeStep(db: Db, event: EventPlace, taken: Step): Promise<void> {
  await db.insert(step).values({ eventId: event.id, forLimit: null, ...taken, ...pointOf(event) })
}

/** The row of a request; its absence means that an earlier event was missed, which must stop the index, not pass. */
export async function requestOf(db: Db, reqId: bigint) {
  const row = await db.find(request, { reqId })
  if (row === null) throw new Error(`Request ${reqId} was never opened: rebuild the index.`)
  return row
}

/** The row of a share; see `requestOf`. */
export async function shareOf(db: Db, reqId: bigint, number: number): Promise<ShareRow> {
  const row = await db.find(share, { reqId, share: number })
  if (row === null)
    throw new Error(`Share ${number} of request ${reqId} was never assigned: rebuild the index.`)
  return { ...row }
}

/** Changes a share, and what its request is called. @param row as it was before */
export async function changeShare(db: Db, row: ShareRow, by: Partial<ShareRow>): Promise<void> {
  const { reqId, share: number } = row
  await db.update(share, { reqId, share: number }).set(by)
  if (by.state === undefined || by.state === row.state) return
  const { shareCount } = await requestOf(db, reqId)
  const numbers = Array.from({ length: shareCount }, (_, at) => at)
  const states = await Promise.all(numbers.map(async (at) => (await shareOf(db, reqId, at)).state))
  const state = depositRequestState(states)
  if (state === 'None') throw new Error(`Request ${reqId} has no shares: rebuild the index.`)
  await db.update(request, { reqId }).set({ state })
}
