import * as z from 'zod/mini'
import { count, envelope, eventPoint, evmAddress, hexBytes, integerString, pageOf } from './primitives.ts'

const stakerSchema = z.object({
  address: evmAddress,
  stakerId: integerString,
  state: z.enum(['Active']),
  pubKey: hexBytes,
  sweepScript: hexBytes,
  bondWei: integerString,
  /** collateral tokens in their smallest unit */
  collateral: integerString,
  /** collateral locked for unstaking, and the Unix second at which it can be claimed, 0 when nothing is locked */
  unstaking: integerString,
  unstakeTime: count,
  issued: integerString,
  toBeIssued: integerString,
  toBeRedeemed: integerString,
  acceptLimit: integerString,
  /** what the draw counts, in sats, as last written on chain */
  weightSats: integerString,
  /** history: minted deposits and how many expired unpaid */
  depositsMinted: count,
  depositsExpired: count,
  /** what the draw over holders counts, in sats: what it holds of others' BTC and does not owe yet, as last written on chain */
  holderWeightSats: integerString,
  /** least miner fee of a withdrawal share that it takes, in sats: the former until `nextMinMinerFeeTime`, then the next */
  minMinerFee: integerString,
  nextMinMinerFee: integerString,
  nextMinMinerFeeTime: count,
  /** Unix second until which it is drawn for nothing; 0 when it never was banned */
  bannedUntil: count,
  /** collateral that went to owners of shares it did not pay in time, in the token's smallest unit */
  collateralTaken: integerString,
  /** history: withdrawal shares paid, and how many ran out of time unpaid */
  withdrawalsPaid: count,
  withdrawalsLate: count,
  registered: eventPoint,
})
export type StakerDto = z.infer<typeof stakerSchema>

/** Path of `GET /api/v1/stakers/:address`. */
export const stakerParams = z.object({ address: evmAddress })

export const stakerAnswer = envelope(stakerSchema)
export const stakersAnswer = envelope(pageOf(stakerSchema))
export const stakersQuery = z.object({
  cursor: z.optional(z.string().check(z.regex(/^[0-9]{1,20}$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20),
})
