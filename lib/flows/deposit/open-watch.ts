import { ownEsplora } from './own-esplora.ts'
import { PaymentWatch } from './payment-watch.ts'
import { ShareWatch } from './share-watch.ts'

/** A watch over this server's own proxy; one file, so that a page fetches both with one request. */
export const openWatch = (): PaymentWatch => new PaymentWatch(ownEsplora())

/** The same for all shares of a deposit. */
export const openShareWatch = (): ShareWatch => new ShareWatch(openWatch)
