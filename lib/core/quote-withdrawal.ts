import { confirmationsFor } from './confirmations-for.ts'
import { feeUp } from './fee-up.ts'
import { grossUp } from './gross-up.ts'
import { preview } from './preview-split.ts'
import type { Sat } from './units.ts'

/** What a withdrawal would cost and how it would be split now: `WithdrawalQuote` of WithdrawalTypes.sol. */
export type WithdrawalQuote = Readonly<{
  feeSats: Sat
  /** least amount that can be withdrawn with this miner fee */
  minSats: Sat
  /** part that nobody could carry now */
  queuedSats: Sat
  /** Bitcoin blocks that the largest share's payment needs */
  confirmations: number
  /** what each share would carry, largest holder first */
  shareSats: readonly Sat[]
}>

export type WithdrawalMarket = Readonly<{
  dustSats: Sat
  redeemFeeBps: number
  /** the bridge's least confirmations */
  confirmations: number
  queueEmpty: boolean
  /** what each holder can carry by its weight, in sats */
  rooms: readonly bigint[]
}>

/** Mirrors `quoteWithdrawal` in contracts/src/withdrawals/WithdrawalRequests.sol. */
export const quoteWithdrawal = (sats: Sat, maxFeeSats: Sat, market: WithdrawalMarket): WithdrawalQuote => {
  const minShare = (market.dustSats + maxFeeSats) as Sat
  const feeSats = feeUp(sats, market.redeemFeeBps)
  const net = sats - feeSats
  const shareSats = market.queueEmpty ? preview(net, { minShare, minerFee: maxFeeSats }, market.rooms) : []
  const queuedSats = shareSats.reduce((left, share) => left - share, net) as Sat
  return {
    feeSats,
    minSats: grossUp(minShare, market.redeemFeeBps),
    queuedSats,
    confirmations: confirmationsFor(shareSats[0] ?? queuedSats, market.confirmations),
    shareSats,
  }
}
