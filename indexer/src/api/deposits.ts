import { db } from 'ponder:api'
import { payment, recordedState, request, share, step } from 'ponder:schema'
import { and, asc, desc, eq, inArray, lt, notInArray, or } from 'ponder'
import type { RequestFilter } from './filter.ts'

type State = (typeof recordedState.enumValues)[number]

const isState = (name: string): name is State => (recordedState.enumValues as string[]).includes(name)

const hasPart = (account: `0x${string}`) => or(eq(request.requester, account), eq(request.recipient, account))

/** Deposits, newest first, with their shares, payments and steps. */
export async function listDeposits(filter: RequestFilter) {
  const { before, limit, state, account, other, owner, staker, reqId, txid, script, tx, open } = filter
  if (state !== null && !isState(state)) return []
  // built anew for each use: a condition stays with the query that it was given to
  const carried = () => db.select({ reqId: share.reqId }).from(share)
  const paid = () => db.select({ reqId: payment.reqId }).from(payment)
  const happened = () => db.select({ reqId: step.reqId }).from(step)
  const rows = await db
    .select()
    .from(request)
    .where(
      and(
        before === null ? undefined : lt(request.reqId, before),
        reqId === null ? undefined : eq(request.reqId, reqId),
        state === null ? undefined : eq(request.state, state),
        account === null ? undefined : hasPart(account),
        other === null ? undefined : hasPart(other),
        owner === null ? undefined : eq(request.requester, owner),
        staker === null ? undefined : inArray(request.reqId, carried().where(eq(share.staker, staker))),
        txid === null ? undefined : inArray(request.reqId, paid().where(eq(payment.txid, txid))),
        script === null ? undefined : inArray(request.reqId, carried().where(eq(share.script, script))),
        tx === null ? undefined : inArray(request.reqId, happened().where(eq(step.tx, tx))),
        open ? notInArray(request.state, ['Minted', 'Cancelled']) : undefined,
      ),
    )
    .orderBy(desc(request.reqId))
    .limit(limit)
  return withParts(rows)
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
    kind: 'deposit' as const,
    ...row,
    shares: shares.filter((part) => part.reqId === row.reqId),
    payments: payments.filter((part) => part.reqId === row.reqId),
    steps: steps.filter((part) => part.reqId === row.reqId),
  }))
}
