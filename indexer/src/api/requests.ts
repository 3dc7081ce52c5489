import { db } from 'ponder:api'
import { payment, type recordedState, request, share, step } from 'ponder:schema'
import { and, asc, desc, eq, inArray, lt, or } from 'ponder'

type State = (typeof recordedState.enumValues)[number]

export type RequestFilter = {
  before: bigint | null
  limit: number
  state: State | null
  account: `0x${string}` | null
}

/** Requests, newest first, with their shares, payments and steps. `account` matches requester or recipient. */
export async function listRequests({ before, limit, state, account }: RequestFilter) {
  const rows = await db
    .select()
    .from(request)
    .where(
      and(
        before === null ? undefined : lt(request.reqId, before),
        state === null ? undefined : eq(request.state, state),
        account === null ? undefined : or(eq(request.requester, account), eq(request.recipient, account)),
      ),
    )
    .orderBy(desc(request.reqId))
    .limit(limit)
  return withParts(rows)
}

/** @returns null when the index has no such request */
export async function oneRequest(reqId: bigint) {
  const rows = await db.select().from(request).where(eq(request.reqId, reqId))
  return (await withParts(rows))[0] ?? null
}

async function withParts(rows: (typeof request.$inferSelect)[]) {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.reqId)
  const [shares, payments, steps] = await Promise.all([
    db.select().from(share).where(inArray(share.reqId, ids)).orderBy(asc(share.share)),
    db.select().from(payment).where(inArray(payment.reqId, ids)).orderBy(asc(payment.eventId)),
    db.select().from(step).where(inArray(step.reqId, ids)),
  ])
  return rows.map((row) => ({
    ...row,
    shares: shares.filter((part) => part.reqId === row.reqId),
    payments: payments.filter((part) => part.reqId === row.reqId),
    steps: steps.filter((part) => part.reqId === row.reqId),
  }))
}
