/** Satoshis: 8 decimals of BTC, what the bridge and qpBTC count. */
export type Sat = bigint & { readonly unit: 'sat' }
/** Wei of the chain's native BTC: 18 decimals. */
export type Wei = bigint & { readonly unit: 'wei' }

/** 1 sat = 10^10 wei: native BTC has 18 decimals, the bridge 8. */
export const WEI_PER_SAT = 10_000_000_000n
/** There will never be more: 21,000,000 BTC in sats. */
export const MAX_SATS = 2_100_000_000_000_000n
export const BPS = 10_000n
