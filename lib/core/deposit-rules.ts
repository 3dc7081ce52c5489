// Constants of contracts/src by their names there; the test beside this file compares.

/** Bitcoin blocks before `refundHeight` from which on nothing is minted any more, so nobody can both mint and reclaim. */
export const REFUND_MARGIN_BLOCKS = 1_008
/** Bitcoin blocks after the deadline in which a payment on time can still be proven. */
export const EXPIRY_MARGIN_BLOCKS = 36
/** Seconds by which the relay's tip may differ from the EVM's clock while something is minted. */
export const MAX_TIP_AGE = 3 * 3_600
/** Payments that one `executeDeposit` takes. */
export const MAX_PAYMENTS = 8
/** Transactions of one block that one `executeDeposits` takes. */
export const MAX_BATCH = 32

/** A draw asked for in EVM block n is resolved from n + 3 on: the seed is the hash of block n + 2. */
export const DRAW_READY_BLOCKS = 3
