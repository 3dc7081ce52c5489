import type { WithdrawalQuote } from './quote-withdrawal.ts'
import type { Sat } from './units.ts'

/** What reaches the Bitcoin address in all: each share less the miner fee that its staker keeps. */
const arrivesSats = (shareSats: readonly bigint[], maxFeeSats: bigint): Sat =>
  shareSats.reduce((sum, sats) => sum + (sats > maxFeeSats ? sats - maxFeeSats : 0n), 0n) as Sat

/** The shares of a quote; what waits in the queue counts as one, for it may be placed in one. */
export const quotedShares = ({
  shareSats,
  queuedSats,
}: Pick<WithdrawalQuote, 'shareSats' | 'queuedSats'>): readonly Sat[] =>
  queuedSats > 0n ? [...shareSats, queuedSats] : shareSats

/** What arrives by a quote. */
export const arrivesBy = (quote: WithdrawalQuote, maxFeeSats: Sat): Sat =>
  arrivesSats(quotedShares(quote), maxFeeSats)
