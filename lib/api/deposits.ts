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

export const depositSchema = z.object({
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
export type DepositDto = z.infer<typeof depositSchema>
export const depositAnswer = envelope(depositSchema)
