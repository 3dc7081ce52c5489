import { db } from 'ponder:api'
import { payment, relayTip, request, share, staker, step } from 'ponder:schema'
import { and, asc, count, desc, eq, gt, inArray, sql } from 'ponder'

const TIMED_MINTS = 500

/** What the status page says about the whole: open requests, stakers, sums in sats, the relay's last move, timing. */
export async function summary() {
  const [open, stakers, tip, timing] = await Promise.all([
    db
      .select({ requests: count() })
      .from(request)
      .where(inArray(request.state, ['Requested', 'Assigned'])),
    db
      .select({
        active: count(),
        issued: sql<string>`coalesce(sum(${staker.issued}), 0)::text`,
        toBeIssued: sql<string>`coalesce(sum(${staker.toBeIssued}), 0)::text`,
      })
      .from(staker),
    db.select().from(relayTip).orderBy(desc(relayTip.eventId)).limit(1),
    requestToMint(),
  ])
  return {
    openRequests: open[0]?.requests ?? 0,
    activeStakers: stakers[0]?.active ?? 0,
    issuedSats: stakers[0]?.issued ?? '0',
    toBeIssuedSats: stakers[0]?.toBeIssued ?? '0',
    relay: tip[0] ?? null,
    timing,
  }
}

/** Seconds from request to mint over the latest mints; null percentiles while there are none. */
async function requestToMint() {
  const { rows } = await db.execute<{ p50: number | null; p90: number | null; samples: number }>(sql`
    with latest as (
      select minted.time - requested.time as seconds
      from ${step} minted
      join ${step} requested on requested.req_id = minted.req_id and requested.name = 'requested'
      where minted.name = 'minted'
      order by minted.block desc
      limit ${TIMED_MINTS}
    )
    select percentile_disc(0.5) within group (order by seconds)::int as p50,
           percentile_disc(0.9) within group (order by seconds)::int as p90,
           count(*)::int as samples
    from latest`)
  return rows[0] ?? { p50: null, p90: null, samples: 0 }
}

/** Proven payments behind what is issued, oldest first: what a proof of reserves looks for on Bitcoin. */
export async function listPayments(after: string | null, limit: number) {
  return db
    .select({
      eventId: payment.eventId,
      txid: payment.txid,
      vout: payment.vout,
      sats: payment.sats,
      staker: payment.staker,
      script: share.script,
    })
    .from(payment)
    .innerJoin(share, and(eq(share.reqId, payment.reqId), eq(share.share, payment.share)))
    .where(after === null ? undefined : gt(payment.eventId, after))
    .orderBy(asc(payment.eventId))
    .limit(limit)
}
