import * as z from 'zod/mini'
import { withdrawalShareStates, withdrawalStates } from '../core/withdrawal-state.ts'
import { bitcoinHash, count, eventPoint, evmAddress, evmHash, hexBytes, integerString } from './primitives.ts'

/** The things that can happen to a withdrawal. */
export const withdrawalSteps = [
  'requested',
  'queued',
  'drained',
  'assigned',
  'paid',
  'timedOut',
  'retried',
  'reimbursed',
  'returned',
] as const

const withdrawalShareSchema = z.object({
  share: count,
  staker: evmAddress,
  /** tokens that are burned when it is paid */
  sats: integerString,
  /** least that the Bitcoin output must carry */
  payoutSats: integerString,
  /** redeem fee that was taken for it */
  feeSats: integerString,
  deadlineTime: count,
  deadlineHeight: count,
  state: z.enum(withdrawalShareStates),
  /** the Bitcoin output that paid it, once it is proven */
  payment: z.nullable(z.object({ txid: bitcoinHash, vout: count, sats: integerString })),
  /** what its owner received for its lateness, in the collateral token's smallest unit */
  collateral: z.nullable(integerString),
  /** tokens taken for that collateral, and whether they were burned or kept by the staker */
  takenSats: z.nullable(integerString),
  burned: z.nullable(z.boolean()),
  assigned: eventPoint,
  paid: z.nullable(eventPoint),
  timedOut: z.nullable(eventPoint),
  retried: z.nullable(eventPoint),
  reimbursed: z.nullable(eventPoint),
})

export const withdrawalSchema = z.object({
  reqId: integerString,
  kind: z.literal('withdrawal'),
  /** derived from the shares; what the chain says goes first */
  state: z.enum(withdrawalStates),
  owner: evmAddress,
  /** qpBTC that was locked, the redeem fee included */
  sats: integerString,
  feeSats: integerString,
  maxFeeSats: integerString,
  payoutScript: hexBytes,
  /** the same as an address of this deployment's Bitcoin network */
  payoutAddress: z.nullable(z.string()),
  requestHeight: count,
  /** part that no share carries (yet), and the fee that goes back with it */
  unplacedSats: integerString,
  unplacedFeeSats: integerString,
  /** what went back to the owner unplaced, fee apart */
  returnedSats: integerString,
  returnedFeeSats: integerString,
  /** whether a draw is open for the unplaced part */
  drawing: z.boolean(),
  /** from 1, who left the queue not counted; null when it does not stand there */
  queuePosition: z.nullable(count),
  shares: z.array(withdrawalShareSchema),
  requested: eventPoint,
  /** everything that happened, oldest first; `share` is null when it concerns no single one */
  steps: z.array(
    z.object({
      name: z.enum(withdrawalSteps),
      share: z.nullable(count),
      sats: integerString,
      block: count,
      time: count,
      tx: evmHash,
    }),
  ),
})
export type WithdrawalDto = z.infer<typeof withdrawalSchema>
