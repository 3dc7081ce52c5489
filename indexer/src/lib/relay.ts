import type { Context, Event } from 'ponder:registry'
import { relayTip } from 'ponder:schema'
import { displayHash } from './bitcoin-hash.ts'
import { setTip } from './clock.ts'
import { pointOf } from './point.ts'

export async function moveTip(db: Context['db'], event: Event<'BitcoinRelay:TipChanged'>) {
  const { block, time } = pointOf(event)
  await db.insert(relayTip).values({
    eventId: event.id,
    forkHeight: Number(event.args.forkHeight),
    height: Number(event.args.height),
    hash: displayHash(event.args.hash),
    block,
    time,
  })
  await setTip(db, Number(event.args.height))
}
