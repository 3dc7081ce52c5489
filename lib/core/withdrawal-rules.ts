// Constants of contracts/src by their names there; the test beside this file compares.

/** Bitcoin blocks after the deadline in which a payment on time can still be proven. */
export const LATE_MARGIN_BLOCKS = 36
/** Seconds after the deadline in which it can. */
export const LATE_MARGIN_SECONDS = 6 * 3_600
/** Most that an owner may leave each staker for its miner fee, in sats: the most that a staker may ask. */
export const MAX_MINER_FEE = 100_000n
/** Miner fees that a share must carry if it leaves a rest: fees take at most a tenth, and one fee. */
export const FEES_A_CRUMB = 10n
/** What an owner gets on top when a share is made good in collateral. */
export const COMPENSATION_BPS = 1_000n
/** Shares that one draw makes at most. */
export const MAX_SHARES = 5
