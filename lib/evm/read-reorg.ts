import { type Address, maxUint256, zeroAddress } from 'viem'
import { ContractRevertError } from '../errors/contract.ts'
import type { ReadClient } from './clients.ts'
import { type CountedPayment, reportReorg } from './report-reorg.ts'
import { simulateCall } from './simulate-call.ts'

/** What the contracts say of the Bitcoin block in which a payment was counted. */
export type CountedBlock =
  /** it is in the relay's chain, or the payment was never counted for the share */
  | Readonly<{ name: 'there' }>
  /** it is not, and nobody has reported that */
  | Readonly<{ name: 'gone' }>
  /** reported: it can be proven again up to this Bitcoin height */
  | Readonly<{ name: 'reported'; untilHeight: number }>
  /** its time is over: the staker owes the payment */
  | Readonly<{ name: 'owed' }>

/**
 * No view tells this, so a report is tried out: it would pass for a block that is gone, and its refusal says the rest.
 * Nothing is sent. @throws {ContractError} when the chain cannot be read
 */
export const readReorg = async (
  client: ReadClient,
  minter: Address,
  payment: CountedPayment,
): Promise<CountedBlock> => {
  try {
    await simulateCall(client, zeroAddress, reportReorg(minter, payment))
    return { name: 'gone' }
  } catch (error) {
    if (!(error instanceof ContractRevertError)) throw error
    const until = error.args.untilHeight
    if (error.errorName !== 'DepositMinter_ReorgTime' || typeof until !== 'bigint') return { name: 'there' }
    return until === maxUint256 ? { name: 'owed' } : { name: 'reported', untilHeight: Number(until) }
  }
}
