import { db } from 'ponder:api'
import { request, step, withdrawal, withdrawalShare, withdrawalStep } from 'ponder:schema'
import { sql } from 'ponder'
import { LATEST, waitingTimes } from './waiting.ts'

export type Durations = { p50: number | null; p90: number | null; samples: number }

/** Percentiles of the seconds in `latest`; null while there are none. */
async function percentiles(latest: ReturnType<typeof sql>): Promise<Durations> {
  const { rows } = await db.execute<Durations>(sql`
    select percentile_disc(0.5) within group (order by seconds)::int as p50,
           percentile_disc(0.9) within group (order by seconds)::int as p90,
           count(*)::int as samples
    from (${latest}) latest`)
  return rows[0] ?? { p50: null, p90: null, samples: 0 }
}

/** From the request, or from the acceptance of an offer, to its draw: what one waits in the queue is another matter. */
const toDeposit = () =>
  percentiles(sql`
    select later.time - (
      select max(asked.time) from ${step} asked
      where asked.req_id = later.req_id and asked.name in ('requested', 'accepted')
        and asked.event_id < later.event_id) as seconds
    from ${step} later
    where later.name = 'assigned' and later.share = 0
    order by later.block desc limit ${LATEST}`)

/** The first mint of a share: what comes on top is no part of how long a deposit takes. */
const firstMint = sql`
    not exists (
      select 1 from ${step} before
      where before.req_id = later.req_id and before.share = later.share and before.name = 'minted'
        and before.event_id < later.event_id)`

const assignedToMinted = () =>
  percentiles(sql`
    select later.time - earlier.time as seconds
    from ${step} later
    join ${step} earlier
      on earlier.req_id = later.req_id and earlier.share = later.share and earlier.name = 'assigned'
    where later.name = 'minted' and ${firstMint}
    order by later.block desc limit ${LATEST}`)

/** Until the last share of those of which all are minted. */
const toLastMint = () =>
  percentiles(sql`
    select later.time - (
      select max(asked.time) from ${step} asked
      where asked.req_id = later.req_id and asked.name in ('requested', 'accepted')) as seconds
    from (
      select later.req_id, max(later.time) as time
      from ${step} later
      where later.name = 'minted' and ${firstMint}
      group by later.req_id order by max(later.time) desc limit ${LATEST}) later
    join ${request} whole on whole.req_id = later.req_id and whole.state = 'Minted'`)

/** From the request to its first share: the draw, and the queue before it where there was one. */
const toFirstShare = () =>
  percentiles(sql`
    select later.time - earlier.time as seconds
    from ${withdrawalStep} later
    join ${withdrawalStep} earlier on earlier.req_id = later.req_id and earlier.name = 'requested'
    where later.name = 'assigned' and later.share = 0
    order by later.block desc limit ${LATEST}`)

const shareToPaid = () =>
  percentiles(sql`
    select later.time - earlier.time as seconds
    from ${withdrawalStep} later
    join ${withdrawalStep} earlier
      on earlier.req_id = later.req_id and earlier.share = later.share and earlier.name = 'assigned'
    where later.name = 'paid'
    order by later.block desc limit ${LATEST}`)

/** Until the last share of those of which nothing is open any more; no more than five shares each are to be expected. */
const toLastPaid = () =>
  percentiles(sql`
    select later.time - earlier.time as seconds
    from (
      select req_id, max(time) as time
      from (
        select req_id, time from ${withdrawalStep}
        where name = 'paid' order by block desc limit ${5 * LATEST}) recent
      group by req_id order by max(time) desc limit ${LATEST}) later
    join ${withdrawal} whole on whole.req_id = later.req_id and whole.unplaced = 0
    join ${withdrawalStep} earlier on earlier.req_id = later.req_id and earlier.name = 'requested'
    where not exists (
      select 1 from ${withdrawalShare} open
      where open.req_id = later.req_id and open.state in ('Pending', 'TimedOut'))`)

/** How long past operations took, in seconds, step by step. */
export async function estimates() {
  const [drawn, minted, deposit, placed, paid, withdrawn, waits] = await Promise.all([
    toDeposit(),
    assignedToMinted(),
    toLastMint(),
    toFirstShare(),
    shareToPaid(),
    toLastPaid(),
    waitingTimes(percentiles),
  ])
  return {
    deposit: { draw: drawn, payment: minted, whole: deposit, ...waits.deposit },
    withdrawal: { draw: placed, payment: paid, whole: withdrawn, ...waits.withdrawal },
  }
}
