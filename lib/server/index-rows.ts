import 'server-only'
import * as z from 'zod'
import type * as schema from '../../indexer/ponder.schema.ts'

const amount = z.string().regex(/^[0-9]{1,78}$/)
const hex = z.string().regex(/^0x([0-9a-f]{2})*$/)
const whole = z.int().nonnegative()
const bitcoinHash = z.string().regex(/^[0-9a-f]{64}$/)

/** A row as JSON carries it: bigints as decimal strings. */
type Wire<Row> = {
  [Key in keyof Row]: Row[Key] extends bigint | null
    ? Exclude<Row[Key], bigint> | string
    : Row[Key] extends `0x${string}`
      ? string
      : Row[Key]
}

const share = z.object({
  reqId: amount,
  share: whole,
  staker: hex,
  stakerPubKey: hex,
  sats: amount,
  script: hex,
  deadlineTime: whole,
  deadlineHeight: whole,
  paidSats: amount.nullable(),
  mintedSats: amount.nullable(),
  feeSats: amount.nullable(),
}) satisfies z.ZodType<Wire<typeof schema.share.$inferSelect>>

const step = z.object({
  name: z.enum(['requested', 'assigned', 'minted', 'expired', 'cancelled', 'refundable']),
  block: whole,
  time: whole,
  tx: hex,
})

/** A request with its parts, as the index answers it. */
export const requestRow = z.object({
  reqId: amount,
  requester: hex,
  recipient: hex,
  sats: amount,
  refundPubKeyHash: hex,
  bondWei: amount,
  bondClaimed: z.boolean(),
  requestHeight: whole,
  refundHeight: whole,
  state: z.enum(['Requested', 'Assigned', 'Minted', 'Expired', 'Cancelled', 'Refundable']),
  shares: z.array(share),
  payments: z.array(z.object({ txid: bitcoinHash, vout: whole, share: whole, sats: amount })),
  steps: z.array(step),
})
export type RequestRow = z.infer<typeof requestRow>

export const stakerRow = z.object({
  address: hex,
  stakerId: amount,
  pubKey: hex,
  sweepScript: hex,
  bondWei: amount,
  collateral: amount,
  unstaking: amount,
  unstakeTime: whole,
  issued: amount,
  toBeIssued: amount,
  toBeRedeemed: amount,
  acceptLimit: amount,
  weightSats: amount,
  depositsMinted: whole,
  depositsExpired: whole,
  registeredBlock: whole,
  registeredTime: whole,
  registeredTx: hex,
}) satisfies z.ZodType<Wire<typeof schema.staker.$inferSelect>>
export type StakerRow = z.infer<typeof stakerRow>

export const summaryRow = z.object({
  openRequests: whole,
  activeStakers: whole,
  issuedSats: amount,
  toBeIssuedSats: amount,
  relay: z.object({ height: whole, hash: bitcoinHash, block: whole, time: whole }).nullable(),
  timing: z.object({ p50: whole.nullable(), p90: whole.nullable(), samples: whole }),
})
export type SummaryRow = z.infer<typeof summaryRow>

export const paymentRow = z.object({
  eventId: z.string().regex(/^[0-9]{75}$/),
  txid: bitcoinHash,
  vout: whole,
  sats: amount,
  staker: hex,
  script: hex,
})
export type PaymentRow = z.infer<typeof paymentRow>

export const position = z.object({ block: whole, time: whole })
