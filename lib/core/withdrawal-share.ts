import type { Address, Hex } from 'viem'
import type { Sat } from './units.ts'

/** In the order of the enum `ShareState` in contracts/src/types/WithdrawalTypes.sol. */
export const shareStates = ['None', 'Pending', 'Paid', 'TimedOut', 'Retried', 'Reimbursed'] as const
export type ShareState = (typeof shareStates)[number]

/** In the order of the enum `WithdrawalState` there. */
export const withdrawalStates = [
  'None',
  'Requested',
  'Queued',
  'Assigned',
  'PartlyPaid',
  'Complete',
  'Failed',
  'Cancelled',
] as const
export type WithdrawalState = (typeof withdrawalStates)[number]

/** A withdrawal as far as who pays it needs it. */
export type WithdrawalHead = Readonly<{
  reqId: bigint
  owner: Address
  state: WithdrawalState
  shareCount: number
  drawing: boolean
  unplacedSats: Sat
  /** Bitcoin height of the relay when it was asked for: no older payment counts */
  requestHeight: number
  payoutScript: Hex
}>

/** One staker's part of a withdrawal, with what its payment must look like. */
export type WithdrawalShare = Readonly<{
  reqId: bigint
  share: number
  staker: Address
  state: ShareState
  /** tokens that are burned when it is paid */
  sats: Sat
  /** least that the Bitcoin output must carry */
  payoutSats: Sat
  deadlineTime: number
  deadlineHeight: number
  requestHeight: number
  payoutScript: Hex
  /** the 13 bytes of its OP_RETURN */
  marking: Hex
}>
