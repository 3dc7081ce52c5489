import type { Address, Hex } from 'viem'
import type { Sat } from './units.ts'
import type { WithdrawalShareState, WithdrawalState } from './withdrawal-state.ts'

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
export type OwedShare = Readonly<{
  reqId: bigint
  share: number
  staker: Address
  state: WithdrawalShareState
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
