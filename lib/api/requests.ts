import * as z from 'zod/mini'
import { depositStates } from '../core/deposit-state.ts'
import {
  bitcoinHash,
  count,
  envelope,
  eventPoint,
  evmAddress,
  hexBytes,
  integerString,
  pageOf,
} from './primitives.ts'

const paymentSchema = z.object({ txid: bitcoinHash, vout: count, sats: integerString })

const depositShareSchema = z.object({
  share: count,
  staker: evmAddress,
  stakerPubKey: hexBytes,
  sats: integerString,
  /** scriptPubKey as the index computed it from events; people's browsers compute it again from the chain and compare */
  script: hexBytes,
  deadlineTime: count,
  deadlineHeight: count,
  payments: z.array(paymentSchema),
  paidSats: z.nullable(integerString),
  mintedSats: z.nullable(integerString),
  feeSats: z.nullable(integerString),
})

export const requestSchema = z.object({
  reqId: integerString,
  kind: z.literal('deposit'),
  state: z.enum(depositStates),
  requester: evmAddress,
  recipient: evmAddress,
  sats: integerString,
  refundPubKeyHash: hexBytes,
  /** grief bond in wei */
  bondWei: integerString,
  bondClaimed: z.boolean(),
  requestHeight: count,
  refundHeight: count,
  shares: z.array(depositShareSchema),
  requested: eventPoint,
  assigned: z.nullable(eventPoint),
  minted: z.nullable(eventPoint),
  expired: z.nullable(eventPoint),
  cancelled: z.nullable(eventPoint),
  refundable: z.nullable(eventPoint),
})
export type RequestDto = z.infer<typeof requestSchema>

/** Path of `GET /api/v1/requests/:reqId`. */
export const requestParams = z.object({ reqId: z.string().check(z.regex(/^[1-9][0-9]{0,18}$/)) })

export const requestAnswer = envelope(requestSchema)
export const requestsAnswer = envelope(pageOf(requestSchema))

/** States that an event records. `Refundable` also comes by time alone, which the index does not see. */
const recordedStates = ['Requested', 'Assigned', 'Minted', 'Expired', 'Cancelled', 'Refundable'] as const

/** Query of `GET /api/v1/requests`: newest first. `account` matches requester or recipient. */
export const requestsQuery = z.object({
  cursor: z.optional(z.string().check(z.regex(/^[0-9]{1,20}$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20),
  state: z.optional(z.enum(recordedStates)),
  account: z.optional(evmAddress),
})
