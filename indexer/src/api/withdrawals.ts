import { db } from 'ponder:api'
import { withdrawal, withdrawalShare, withdrawalStep } from 'ponder:schema'
import { and, asc, desc, eq, inArray, lt, sql } from 'ponder'
import type { RequestFilter } from './filter.ts'
import { inWithdrawalState, isOpen } from './withdrawal-where.ts'

type Row = typeof withdrawal.$inferSelect

/** Withdrawals, newest first, with their shares, steps and position in the queue. */
export async function listWithdrawals(filter: RequestFilter) {
  const { before, limit, state, account, other, owner, staker, reqId, txid, script, tx, open } = filter
  const inState = state === null ? undefined : inWithdrawalState(state)
  if (state !== null && inState === undefined) return []
  // built anew for each use: a condition stays with the query that it was given to
  const carried = () => db.select({ reqId: withdrawalShare.reqId }).from(withdrawalShare)
  const happened = () => db.select({ reqId: withdrawalStep.reqId }).from(withdrawalStep)
  const rows = await db
    .select()
    .from(withdrawal)
    .where(
      and(
        before === null ? undefined : lt(withdrawal.reqId, before),
        reqId === null ? undefined : eq(withdrawal.reqId, reqId),
        inState,
        account === null ? undefined : eq(withdrawal.owner, account),
        other === null ? undefined : eq(withdrawal.owner, other),
        owner === null ? undefined : eq(withdrawal.owner, owner),
        staker === null
          ? undefined
          : inArray(withdrawal.reqId, carried().where(eq(withdrawalShare.staker, staker))),
        txid === null
          ? undefined
          : inArray(withdrawal.reqId, carried().where(eq(withdrawalShare.txid, txid))),
        script === null ? undefined : eq(withdrawal.payoutScript, script),
        tx === null ? undefined : inArray(withdrawal.reqId, happened().where(eq(withdrawalStep.tx, tx))),
        open ? isOpen() : undefined,
      ),
    )
    .orderBy(desc(withdrawal.reqId))
    .limit(limit)
  return withParts(rows)
}

async function withParts(rows: Row[]) {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.reqId)
  const [shares, steps, positions] = await Promise.all([
    db
      .select()
      .from(withdrawalShare)
      .where(inArray(withdrawalShare.reqId, ids))
      .orderBy(asc(withdrawalShare.share)),
    db
      .select()
      .from(withdrawalStep)
      .where(inArray(withdrawalStep.reqId, ids))
      .orderBy(asc(withdrawalStep.eventId)),
    positionsOf(rows),
  ])
  return rows.map((row) => ({
    kind: 'withdrawal' as const,
    ...row,
    position: positions.get(row.reqId) ?? null,
    shares: shares.filter((part) => part.reqId === row.reqId),
    steps: steps.filter((part) => part.reqId === row.reqId),
  }))
}

/** Position from 1 of each that stands in the queue. Who left it does not count, unlike in the contract's own view. */
async function positionsOf(rows: readonly Row[]): Promise<Map<bigint, number>> {
  if (rows.every((row) => row.place === null)) return new Map()
  const { rows: found } = await db.execute<{ id: string; position: number }>(sql`
    select req_id::text as id, position
    from (
      select req_id, row_number() over (order by place)::int as position
      from ${withdrawal} where place is not null
    ) queue
    where req_id in ${rows.map((row) => row.reqId)}`)
  return new Map(found.map(({ id, position }) => [BigInt(id), position]))
}
