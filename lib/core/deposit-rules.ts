/** Blocks after the deadline in which a payment that was mined on time can still be proven before anyone may expire it. */
export const EXPIRY_GRACE_BLOCKS = 36
/** Nothing is minted unless `refundHeight − tip` is at least this, so nobody can both mint and reclaim. */
export const REFUND_WINDOW_BLOCKS = 1_008
/** Blocks from request to the height after which the depositor can take the coin back alone, about 30 days. */
export const REFUND_AFTER_BLOCKS = 4_320
/** The relay's tip must be at most this much older than the EVM's clock for a mint. */
export const RELAY_MAX_AGE_SECONDS = 3 * 3_600
/** A draw asked for in EVM block n is resolved from n + 3 … */
export const DRAW_READY_BLOCKS = 3
/** … to n + 258; later it is committed again. */
export const DRAW_LAST_BLOCKS = 258
/** Payments that one `executeDeposit` takes. */
export const MAX_PAYMENTS = 8
