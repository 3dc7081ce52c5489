import * as z from 'zod/mini'
import { depositStates } from '../core/deposit-state.ts'
import {
  bitcoinHash,
  count,
  envelope,
  eventPoint,
  evmAddress,
  evmHash,
  hexBytes,
  integerString,
} from './primitives.ts'

/** The things that can happen to a deposit, as often as it may be. */
export const depositSteps = [
  'requested',
  'queued',
  'offered',
  'accepted',
  'assigned',
  'paid',
  'minted',
  'escrowed',
  'finalised',
  'expired',
  'refundable',
  'cancelled',
  'reorganised',
  'reproven',
  'owed',
  'swept',
] as const

const paymentSchema = z.object({
  txid: bitcoinHash,
  vout: count,
  sats: integerString,
  /** reported to be in no block any more: `open` until `reorgUntil` (a Bitcoin height), then its staker owes it */
  reorg: z.nullable(z.enum(['open', 'owed'])),
  reorgUntil: z.nullable(count),
  /** its staker was proven to have spent it below the refund height */
  swept: z.boolean(),
})

const depositShareSchema = z.object({
  share: count,
  staker: evmAddress,
  stakerPubKey: hexBytes,
  /** its amount; what was paid once that was made final */
  sats: integerString,
  /** scriptPubKey as the index computed it from events; people's browsers compute it again from the chain and compare */
  script: hexBytes,
  deadlineTime: count,
  deadlineHeight: count,
  state: z.enum(depositStates),
  payments: z.array(paymentSchema),
  /** what counted payments carry; what of that was issued; what the recipient and the fee recipient received of it */
  paidSats: integerString,
  issuedSats: integerString,
  mintedSats: integerString,
  feeSats: integerString,
  /** what waits in escrow: for the mint limit or for its staker's capacity, at which position from 1; null when nothing does */
  escrow: z.nullable(
    z.object({ sats: integerString, reason: z.enum(['limit', 'capacity']), position: z.nullable(count) }),
  ),
  /** its staker was proven to have taken an unminted coin */
  swept: z.boolean(),
  assigned: z.nullable(eventPoint),
  minted: z.nullable(eventPoint),
  escrowed: z.nullable(eventPoint),
  finalised: z.nullable(eventPoint),
  expired: z.nullable(eventPoint),
  refundable: z.nullable(eventPoint),
})

export const depositSchema = z.object({
  reqId: integerString,
  kind: z.literal('deposit'),
  /** of the share that is furthest from its end, once there are shares */
  state: z.enum(depositStates),
  requester: evmAddress,
  recipient: evmAddress,
  sats: integerString,
  refundPubKeyHash: hexBytes,
  /** grief bond in wei, all shares together; 0 while it is queued */
  bondWei: integerString,
  bondClaimed: z.boolean(),
  requestHeight: count,
  refundHeight: count,
  /** from 1; null when it does not stand in the queue */
  queuePosition: z.nullable(count),
  /** Unix second at which its offer lapses, null while there is none */
  offerUntil: z.nullable(count),
  shares: z.array(depositShareSchema),
  /** when each happened first, to any share */
  requested: eventPoint,
  assigned: z.nullable(eventPoint),
  minted: z.nullable(eventPoint),
  expired: z.nullable(eventPoint),
  cancelled: z.nullable(eventPoint),
  refundable: z.nullable(eventPoint),
  /** everything that happened, oldest first; `share` is null when it concerns no single one */
  steps: z.array(
    z.object({
      name: z.enum(depositSteps),
      share: z.nullable(count),
      sats: integerString,
      block: count,
      time: count,
      tx: evmHash,
    }),
  ),
})
export type DepositDto = z.infer<typeof depositSchema>
export const depositAnswer = envelope(depositSchema)
