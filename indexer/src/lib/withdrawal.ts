import type { Context, Event } from 'ponder:registry'
import { withdrawal, withdrawalStep } from 'ponder:schema'
import { type EventPlace, pointOf } from './point.ts'

type Db = Context['db']
type Step = Pick<typeof withdrawalStep.$inferInsert, 'reqId' | 'name' | 'share' | 'sats'>

export async function takeWithdrawalStep(db: Db, event: EventPlace, step: Step): Promise<void> {
  await db.insert(withdrawalStep).values({ eventId: event.id, ...step, ...pointOf(event) })
}

export async function openWithdrawal(db: Db, event: Event<'WithdrawalManager:WithdrawalRequested'>) {
  const { reqId, requestHeight, ...asked } = event.args
  await db.insert(withdrawal).values({
    reqId,
    ...asked,
    requestHeight: Number(requestHeight),
    unplaced: asked.sats - asked.feeSats,
    unplacedFee: asked.feeSats,
    // one that stands in the queue at once says so next
    drawing: true,
    place: null,
    returned: 0n,
    returnedFee: 0n,
  })
  await takeWithdrawalStep(db, event, { reqId, name: 'requested', share: null, sats: asked.sats })
}

/** What waits stands at the end of the queue, also when it stood further ahead before. */
export async function queueWithdrawal(db: Db, event: Event<'WithdrawalManager:WithdrawalQueued'>) {
  const { reqId, sats, place } = event.args
  await db.update(withdrawal, { reqId }).set({ place, drawing: false })
  await takeWithdrawalStep(db, event, { reqId, name: 'queued', share: null, sats })
}

/** It keeps its place until its draw says otherwise. */
export async function drainWithdrawal(db: Db, event: Event<'WithdrawalManager:WithdrawalDrained'>) {
  const { reqId, sats } = event.args
  await db.update(withdrawal, { reqId }).set({ drawing: true })
  await takeWithdrawalStep(db, event, { reqId, name: 'drained', share: null, sats })
}

/**
 * All that was unplaced goes back. When a retried share was too little for another draw this comes before that share's own
 * event: `unplaced` is below zero between the two.
 */
export async function returnUnplaced(db: Db, event: Event<'WithdrawalManager:WithdrawalReturned'>) {
  const { reqId, sats, feeSats } = event.args
  await db.update(withdrawal, { reqId }).set((row) => ({
    unplaced: row.unplaced - sats,
    unplacedFee: row.unplacedFee - feeSats,
    drawing: false,
    place: null,
    returned: row.returned + sats,
    returnedFee: row.returnedFee + feeSats,
  }))
  await takeWithdrawalStep(db, event, { reqId, name: 'returned', share: null, sats })
}

/** What a draw has placed. It leaves the queue with its last part. */
export async function placePart(db: Db, reqId: bigint, sats: bigint, feeSats: bigint): Promise<void> {
  await db.update(withdrawal, { reqId }).set((row) => ({
    unplaced: row.unplaced - sats,
    unplacedFee: row.unplacedFee - feeSats,
    drawing: false,
    place: row.unplaced === sats ? null : row.place,
  }))
}

/** A part to be placed again: behind what stands in the queue already, else a draw is asked for at once. */
export async function placeAgain(db: Db, reqId: bigint, sats: bigint): Promise<void> {
  await db.update(withdrawal, { reqId }).set((row) => {
    const unplaced = row.unplaced + sats
    return { unplaced, drawing: row.place === null ? unplaced > 0n : row.drawing }
  })
}
