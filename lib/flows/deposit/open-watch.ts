import { ownEsplora } from './own-esplora.ts'
import { PaymentWatch } from './payment-watch.ts'

/** A watch over this server's own proxy; one file, so that a page fetches both with one request. */
export const openWatch = (): PaymentWatch => new PaymentWatch(ownEsplora())
