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
