import type { Address, Hex } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { Sat } from '../core/units.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

export type WithdrawalRequest = Readonly<{
  /** qpBTC to give, the redeem fee included */
  sats: Sat
  /** scriptPubKey to pay */
  payoutScript: Hex
  /** what each share's staker keeps for its miner fee */
  maxFeeSats: Sat
}>
/** An ERC-2612 signature for exactly `sats`. */
export type PermitSignature = Readonly<{ deadline: bigint; v: number; r: Hex; s: Hex }>

/** Locks qpBTC and asks for a draw: by an allowance that is there, or by a permit that comes along. */
export const requestWithdrawal = (
  withdrawals: Address,
  { sats, payoutScript, maxFeeSats }: WithdrawalRequest,
  permit: PermitSignature | null,
): ContractCall =>
  permit === null
    ? contractCall(withdrawals, withdrawalManagerAbi, 'requestWithdrawal', [sats, payoutScript, maxFeeSats])
    : contractCall(withdrawals, withdrawalManagerAbi, 'requestWithdrawalWithPermit', [
        sats,
        payoutScript,
        maxFeeSats,
        permit.deadline,
        permit.v,
        permit.r,
        permit.s,
      ])
