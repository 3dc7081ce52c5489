import { ponder } from 'ponder:registry'
import { cover } from '../lib/coverage.ts'
import { moveTip } from '../lib/relay.ts'

ponder.on('BitcoinRelay:TipChanged', async ({ event, context }) => {
  await moveTip(context.db, event)
  await cover(context.db, event)
})
