import 'server-only'
import * as z from 'zod'
import type * as schema from '../../indexer/ponder.schema.ts'
import { depositSteps } from '../api/deposits.ts'
import { withdrawalSteps } from '../api/withdrawals.ts'
import { depositRow } from './deposit-rows.ts'
import { amount, bitcoinHash, eventId, hex, type Wire, whole } from './wire.ts'
import { withdrawalRow } from './withdrawal-rows.ts'

export const requestRow = z.discriminatedUnion('kind', [depositRow, withdrawalRow])
export type RequestRow = z.infer<typeof requestRow>

const activity = {
  ...{ eventId, reqId: amount, sats: amount, block: whole, time: whole, tx: hex },
  share: whole.nullable(),
  txid: bitcoinHash.nullable(),
}
export const activityRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deposit'), name: z.enum(depositSteps), ...activity }),
  z.object({ kind: z.literal('withdrawal'), name: z.enum(withdrawalSteps), ...activity }),
])
export type ActivityRow = z.infer<typeof activityRow>

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
  holderWeightSats: amount,
  minMinerFee: amount,
  nextMinMinerFee: amount,
  nextMinMinerFeeTime: whole,
  bannedUntil: whole,
  collateralTaken: amount,
  withdrawalsPaid: whole,
  withdrawalsLate: whole,
  depositsMinted: whole,
  depositsExpired: whole,
  registeredBlock: whole,
  registeredTime: whole,
  registeredTx: hex,
}) satisfies z.ZodType<Wire<typeof schema.staker.$inferSelect>>
export type StakerRow = z.infer<typeof stakerRow>

const percentiles = z.object({ p50: whole.nullable(), p90: whole.nullable(), samples: whole })
const durations = { draw: percentiles, payment: percentiles, whole: percentiles, queue: percentiles }
export const summaryRow = z.object({
  openDeposits: whole,
  depositQueue: z.object({ requests: whole, sats: amount }),
  openWithdrawals: whole,
  queue: z.object({ requests: whole, sats: amount }),
  activeStakers: whole,
  issuedSats: amount,
  toBeIssuedSats: amount,
  toBeRedeemedSats: amount,
  relay: z.object({ height: whole, hash: bitcoinHash, block: whole, time: whole }).nullable(),
  estimates: z.object({
    deposit: z.object({ ...durations, limit: percentiles, room: percentiles }),
    withdrawal: z.object(durations),
  }),
})
export type SummaryRow = z.infer<typeof summaryRow>

export const paymentRow = z.object({
  eventId,
  txid: bitcoinHash,
  vout: whole,
  sats: amount,
  staker: hex,
  script: hex,
  reqId: amount,
  share: whole,
  /** of the share: counted, and not minted yet */
  unmintedSats: amount,
  refundHeight: whole,
})
export type PaymentRow = z.infer<typeof paymentRow>

export const position = z.object({ block: whole, time: whole })
