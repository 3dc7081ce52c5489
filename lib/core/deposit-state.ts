import type { Address, Hex } from 'viem'
import type { Sat, Wei } from './units.ts'

/** In the order of the enum `DepositState` in contracts/src/types/BridgeTypes.sol. */
export const depositStates = [
  'None',
  'Requested',
  'Assigned',
  'Minted',
  'Expired',
  'Cancelled',
  'Refundable',
  'Queued',
  'Offered',
  'Escrowed',
] as const
export type DepositState = (typeof depositStates)[number]

/**
 * One share of a deposit as the chain holds it; what is not there yet is null. Before the draw there is share 0 only, with
 * the whole amount. Heights in Bitcoin blocks, times in seconds.
 */
export type Deposit = Readonly<{
  reqId: bigint
  share: number
  /** shares of the request; 1 before the draw */
  shareCount: number
  requester: Address
  recipient: Address
  /** amount of this share; what was paid for once a partial payment was made final */
  sats: Sat
  refundPubKeyHash: Hex
  state: DepositState
  /** grief bond still held for it */
  bondWei: Wei
  requestHeight: number
  refundHeight: number
  assignment: Readonly<{ staker: Address; script: Hex; deadlineTime: number; deadlineHeight: number }> | null
  /** EVM time at which an offer lapses, null unless Offered */
  offerUntil: number | null
  /** what payments that the contract counted carry */
  paidSats: Sat
  /** what of that was issued, the fee included */
  mintedSats: Sat
  /** place in the queue from 1 while Queued, among what waits in escrow while something of it does; else 0 */
  position: number
  /** its staker was proven to have taken an unminted coin: its right to be minted never ends */
  swept: boolean
}>
