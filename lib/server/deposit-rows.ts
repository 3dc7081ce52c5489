import 'server-only'
import * as z from 'zod'
import type * as schema from '../../indexer/ponder.schema.ts'
import { depositSteps } from '../api/deposits.ts'
import { amount, bitcoinHash, hex, type Wire, whole } from './wire.ts'

const states = [
  ...(['Requested', 'Assigned', 'Minted', 'Expired', 'Cancelled', 'Refundable'] as const),
  ...(['Queued', 'Offered', 'Escrowed'] as const),
]

const share = z.object({
  reqId: amount,
  share: whole,
  staker: hex,
  stakerPubKey: hex,
  sats: amount,
  script: hex,
  deadlineTime: whole,
  deadlineHeight: whole,
  state: z.enum(states),
  reserved: amount,
  paidSats: amount,
  issuedSats: amount,
  mintedSats: amount,
  feeSats: amount,
  waiting: amount,
  waitsForLimit: z.boolean(),
  place: amount.nullable(),
  sweptSats: amount,
}) satisfies z.ZodType<Wire<typeof schema.share.$inferSelect>>

const row = z.object({
  reqId: amount,
  requester: hex,
  recipient: hex,
  sats: amount,
  refundPubKeyHash: hex,
  bondWei: amount,
  bondClaimed: z.boolean(),
  requestHeight: whole,
  refundHeight: whole,
  state: z.enum(states),
  shareCount: whole,
  place: amount.nullable(),
  offerUntil: whole.nullable(),
}) satisfies z.ZodType<Wire<typeof schema.request.$inferSelect>>

/** A deposit with its parts, as the index answers it. */
export const depositRow = z.object({
  kind: z.literal('deposit'),
  ...row.shape,
  position: whole.nullable(),
  shares: z.array(z.object({ ...share.shape, position: whole.nullable() })),
  payments: z.array(
    z.object({
      txid: bitcoinHash,
      vout: whole,
      share: whole,
      sats: amount,
      reorg: z.enum(['open', 'owed']).nullable(),
      reorgUntil: whole.nullable(),
      swept: z.boolean(),
    }),
  ),
  steps: z.array(
    z.object({
      name: z.enum(depositSteps),
      share: whole.nullable(),
      sats: amount,
      block: whole,
      time: whole,
      tx: hex,
    }),
  ),
})
export type DepositRow = z.infer<typeof depositRow>
