import { db } from 'ponder:api'
import { payment, request, step, withdrawal, withdrawalShare, withdrawalStep } from 'ponder:schema'
import { and, desc, eq, lt, or, sql } from 'ponder'

export type ActivityFilter = {
  account: `0x${string}`
  kind: 'deposit' | 'withdrawal' | null
  /** events before this place in the chain */
  before: string | null
  limit: number
}

/** Everything that happened to an account's requests of both kinds, newest first. */
export async function listActivity(filter: ActivityFilter) {
  const [deposits, withdrawals] = await Promise.all([
    filter.kind === 'withdrawal' ? [] : depositSteps(filter),
    filter.kind === 'deposit' ? [] : withdrawalSteps(filter),
  ])
  return [...deposits, ...withdrawals].sort((a, b) => (a.eventId < b.eventId ? 1 : -1)).slice(0, filter.limit)
}

async function depositSteps({ account, before, limit }: ActivityFilter) {
  const rows = await db
    .select({
      eventId: step.eventId,
      reqId: step.reqId,
      name: step.name,
      share: step.share,
      sats: step.sats,
      block: step.block,
      time: step.time,
      tx: step.tx,
      txid: payment.txid,
    })
    .from(step)
    .innerJoin(request, eq(request.reqId, step.reqId))
    .leftJoin(payment, eq(payment.eventId, step.eventId))
    .where(
      and(
        or(eq(request.requester, account), eq(request.recipient, account)),
        before === null ? undefined : lt(step.eventId, before),
      ),
    )
    .orderBy(desc(step.eventId))
    .limit(limit)
  return rows.map((row) => ({ kind: 'deposit' as const, ...row }))
}

async function withdrawalSteps({ account, before, limit }: ActivityFilter) {
  const paidBy = sql<
    string | null
  >`case when ${withdrawalStep.name} = 'paid' then ${withdrawalShare.txid} end`
  const rows = await db
    .select({
      eventId: withdrawalStep.eventId,
      reqId: withdrawalStep.reqId,
      name: withdrawalStep.name,
      share: withdrawalStep.share,
      sats: withdrawalStep.sats,
      txid: paidBy,
      block: withdrawalStep.block,
      time: withdrawalStep.time,
      tx: withdrawalStep.tx,
    })
    .from(withdrawalStep)
    .innerJoin(withdrawal, eq(withdrawal.reqId, withdrawalStep.reqId))
    .leftJoin(
      withdrawalShare,
      and(eq(withdrawalShare.reqId, withdrawalStep.reqId), eq(withdrawalShare.share, withdrawalStep.share)),
    )
    .where(
      and(eq(withdrawal.owner, account), before === null ? undefined : lt(withdrawalStep.eventId, before)),
    )
    .orderBy(desc(withdrawalStep.eventId))
    .limit(limit)
  return rows.map((row) => ({ kind: 'withdrawal' as const, ...row }))
}
