import 'server-only'
import * as z from 'zod'
import type * as schema from '../../indexer/ponder.schema.ts'
import { withdrawalSteps } from '../api/withdrawals.ts'
import { amount, bitcoinHash, hex, type Wire, whole } from './wire.ts'

const share = z.object({
  reqId: amount,
  share: whole,
  staker: hex,
  sats: amount,
  feeSats: amount,
  deadlineTime: whole,
  deadlineHeight: whole,
  state: z.enum(['Pending', 'Paid', 'TimedOut', 'Retried', 'Reimbursed']),
  txid: bitcoinHash.nullable(),
  vout: whole.nullable(),
  paidSats: amount.nullable(),
  collateral: amount.nullable(),
  takenSats: amount.nullable(),
  burned: z.boolean().nullable(),
}) satisfies z.ZodType<Wire<typeof schema.withdrawalShare.$inferSelect>>

const row = z.object({
  reqId: amount,
  owner: hex,
  sats: amount,
  feeSats: amount,
  maxFeeSats: amount,
  payoutScript: hex,
  requestHeight: whole,
  unplaced: amount,
  unplacedFee: amount,
  drawing: z.boolean(),
  place: amount.nullable(),
  returned: amount,
  returnedFee: amount,
}) satisfies z.ZodType<Wire<typeof schema.withdrawal.$inferSelect>>

/** A withdrawal with its parts, as the index answers it. */
export const withdrawalRow = z.object({
  kind: z.literal('withdrawal'),
  ...row.shape,
  position: whole.nullable(),
  shares: z.array(share),
  steps: z.array(
    z.object({
      name: z.enum(withdrawalSteps),
      share: whole.nullable(),
      sats: amount,
      block: whole,
      time: whole,
      tx: hex,
    }),
  ),
})
export type WithdrawalRow = z.infer<typeof withdrawalRow>
