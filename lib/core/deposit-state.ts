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
] as const
export type DepositState = (typeof depositStates)[number]

/** A deposit as the chain holds it; what is not there yet is null. Heights in Bitcoin blocks, times in seconds. */
export type Deposit = Readonly<{
  reqId: bigint
  share: number
  requester: Address
  recipient: Address
  sats: Sat
  refundPubKeyHash: Hex
  state: DepositState
  /** grief bond still held for it */
  bondWei: Wei
  requestHeight: number
  refundHeight: number
  assignment: Readonly<{ staker: Address; script: Hex; deadlineTime: number; deadlineHeight: number }> | null
}>
