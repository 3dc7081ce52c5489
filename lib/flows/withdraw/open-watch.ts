import { ownEsplora } from '../deposit/own-esplora.ts'
import { PayoutWatch } from './payout-watch.ts'

/** A watch over this server's own proxy; one file, so that a page fetches both with one request. */
export const openPayoutWatch = (): PayoutWatch => new PayoutWatch(ownEsplora())
