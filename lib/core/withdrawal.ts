import type { Address, Hex } from 'viem'
import type { Sat } from './units.ts'
import type { WithdrawalShareState, WithdrawalState } from './withdrawal-state.ts'

/** One staker's part of a withdrawal as the chain holds it. Heights in Bitcoin blocks, times in seconds. */
export type WithdrawalShare = Readonly<{
  share: number
  staker: Address
  /** tokens that are burned when it is paid */
  sats: Sat
  /** least that the Bitcoin output must carry */
  payoutSats: Sat
  feeSats: Sat
  deadlineTime: number
  deadlineHeight: number
  state: WithdrawalShareState
}>

/** A withdrawal as the chain holds it, with all shares it ever had. */
export type Withdrawal = Readonly<{
  reqId: bigint
  owner: Address
  /** qpBTC that was locked, the redeem fee included */
  sats: Sat
  /** part that no share carries (yet), and its fee */
  unplacedSats: Sat
  unplacedFeeSats: Sat
  /** what each share's staker keeps for its miner fee */
  maxFeeSats: Sat
  requestHeight: number
  state: WithdrawalState
  drawing: boolean
  /** place in the queue from 1; 0 when not queued */
  position: number
  payoutScript: Hex
  shares: readonly WithdrawalShare[]
}>
