import { step, withdrawalStep } from 'ponder:schema'
import { sql } from 'ponder'

/** Durations are those of the latest operations, or a slow start would be remembered for ever. */
export const LATEST = 500

type Sql = ReturnType<typeof sql>
type Wait = {
  steps: typeof step | typeof withdrawalStep
  /** a step by which something comes to wait, one by which it waits no more, and whether it then got what it waited for */
  begins: (row: Sql) => Sql
  ends: (row: Sql) => Sql
  served: (row: Sql) => Sql
  /** true when each share waits by itself */
  byShare?: boolean
}

/**
 * How long past ones stood in a line before their turn came, as seconds. Who waits for more meanwhile waits on from where it
 * was; who left or was given up says nothing about how long it takes, nor does who still waits.
 */
const waited = ({ steps, begins, ends, served, byShare = false }: Wait) => {
  const began = sql`began`
  const later = sql`later`
  const same = (row: Sql, other: Sql) =>
    byShare
      ? sql`${row}.req_id = ${other}.req_id and ${row}.share = ${other}.share`
      : sql`${row}.req_id = ${other}.req_id`
  return sql`
    select ended.time - began.time as seconds
    from ${steps} began
    join lateral (
      select * from ${steps} later
      where ${same(later, began)} and later.event_id > began.event_id and ${ends(later)}
      order by later.event_id limit 1) ended on ${served(sql`ended`)}
    where ${begins(began)} and not exists (
      select 1 from ${steps} before
      where ${same(sql`before`, began)} and before.event_id < began.event_id and ${begins(sql`before`)}
        and not exists (
          select 1 from ${steps} amid
          where ${same(sql`amid`, began)} and ${ends(sql`amid`)}
            and amid.event_id > before.event_id and amid.event_id < began.event_id))
    order by began.event_id desc limit ${LATEST}`
}

/** For room: until it was offered. */
const depositQueue = () =>
  waited({
    steps: step,
    begins: (row) => sql`${row}.name = 'queued'`,
    ends: (row) => sql`${row}.name in ('offered', 'cancelled')`,
    served: (row) => sql`${row}.name = 'offered'`,
  })

/** In escrow, until something of it was minted. */
const escrow = (forLimit: boolean) =>
  waited({
    steps: step,
    byShare: true,
    begins: (row) =>
      sql`${row}.name = 'escrowed' and ${row}.sats > 0 and ${row}.for_limit is ${forLimit ? sql`true` : sql`false`}`,
    ends: (row) =>
      sql`(${row}.name in ('minted', 'refundable') or (${row}.name = 'escrowed' and ${row}.sats = 0))`,
    served: (row) => sql`${row}.name = 'minted'`,
  })

/** For a staker: until something of it was placed. */
const withdrawalQueue = () =>
  waited({
    steps: withdrawalStep,
    begins: (row) => sql`${row}.name = 'queued'`,
    ends: (row) => sql`${row}.name in ('assigned', 'returned')`,
    served: (row) => sql`${row}.name = 'assigned'`,
  })

/** @param percentiles of the seconds that a query gives */
export async function waitingTimes<T>(percentiles: (latest: Sql) => Promise<T>) {
  const [queue, limit, room, withdrawals] = await Promise.all([
    percentiles(depositQueue()),
    percentiles(escrow(true)),
    percentiles(escrow(false)),
    percentiles(withdrawalQueue()),
  ])
  return { deposit: { queue, limit, room }, withdrawal: { queue: withdrawals } }
}
