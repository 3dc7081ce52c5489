// What a recovery keeps to. Fee rates in sats per 1,000 virtual bytes, as Bitcoin Core counts them.

/** Coins that one transaction takes back: well inside what nodes relay, and no wallet chokes on it. */
export const MAX_RECOVER_COINS = 100
/** 1 sat a virtual byte: what every node relays. */
export const MIN_FEE_RATE = 1_000n
/** 1,000 sats a virtual byte; above every fee that ever lasted, so only a typing error gets there. */
export const MAX_FEE_RATE = 1_000_000n
/** A fee above this rate is confirmed by itself: 200 sats a virtual byte … */
export const HIGH_FEE_RATE = 200_000n
/** … and so is one above a tenth of the coins. */
export const HIGH_FEE_PART = 10n
/** Confirmations after which a recovery is called done. */
export const RECOVER_CONFIRMATIONS = 6
