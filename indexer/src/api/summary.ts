import { db } from 'ponder:api'
import { payment, relayTip, request, share, staker, withdrawal } from 'ponder:schema'
import { and, asc, count, desc, eq, gt, inArray, isNotNull, or, sql } from 'ponder'
import { estimates } from './estimates.ts'
import { isOpen } from './withdrawal-where.ts'

/** What the status page says about the whole: open requests, stakers, sums in sats, the relay's last move, durations. */
export async function summary() {
  const [deposits, waiting, withdrawals, queue, stakers, tip, durations] = await Promise.all([
    db
      .select({ requests: count() })
      .from(request)
      .where(inArray(request.state, ['Requested', 'Assigned', 'Offered', 'Escrowed'])),
    db
      .select({ requests: count(), sats: sql<string>`coalesce(sum(${request.sats}), 0)::text` })
      .from(request)
      .where(isNotNull(request.place)),
    db.select({ requests: count() }).from(withdrawal).where(isOpen()),
    db
      .select({
        requests: count(),
        sats: sql<string>`coalesce(sum(${withdrawal.unplaced}), 0)::text`,
      })
      .from(withdrawal)
      .where(isNotNull(withdrawal.place)),
    db
      .select({
        active: count(),
        issued: sql<string>`coalesce(sum(${staker.issued}), 0)::text`,
        toBeIssued: sql<string>`coalesce(sum(${staker.toBeIssued}), 0)::text`,
        toBeRedeemed: sql<string>`coalesce(sum(${staker.toBeRedeemed}), 0)::text`,
      })
      .from(staker),
    db.select().from(relayTip).orderBy(desc(relayTip.eventId)).limit(1),
    estimates(),
  ])
  return {
    openDeposits: deposits[0]?.requests ?? 0,
    depositQueue: { requests: waiting[0]?.requests ?? 0, sats: waiting[0]?.sats ?? '0' },
    openWithdrawals: withdrawals[0]?.requests ?? 0,
    queue: { requests: queue[0]?.requests ?? 0, sats: queue[0]?.sats ?? '0' },
    activeStakers: stakers[0]?.active ?? 0,
    issuedSats: stakers[0]?.issued ?? '0',
    toBeIssuedSats: stakers[0]?.toBeIssued ?? '0',
    toBeRedeemedSats: stakers[0]?.toBeRedeemed ?? '0',
    relay: tip[0] ?? null,
    estimates: durations,
  }
}

/**
 * Proven payments that a staker holds, oldest first: what a proof of reserves looks for on Bitcoin. What was counted for a share
 * of which nothing is minted is its depositor's, unless its staker took it; of the others it says what is not minted yet.
 */
export async function listPayments(after: string | null, limit: number) {
  return db
    .select({
      eventId: payment.eventId,
      txid: payment.txid,
      vout: payment.vout,
      sats: payment.sats,
      staker: payment.staker,
      script: share.script,
      reqId: payment.reqId,
      share: payment.share,
      unmintedSats: sql<string>`(${share.paidSats} - ${share.issuedSats})::text`,
      refundHeight: request.refundHeight,
    })
    .from(payment)
    .innerJoin(share, and(eq(share.reqId, payment.reqId), eq(share.share, payment.share)))
    .innerJoin(request, eq(request.reqId, payment.reqId))
    .where(
      and(
        or(gt(share.issuedSats, 0n), gt(share.sweptSats, 0n)),
        after === null ? undefined : gt(payment.eventId, after),
      ),
    )
    .orderBy(asc(payment.eventId))
    .limit(limit)
}
