import type { Address, Hex } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import type { ContractProof } from '../bitcoin/build-proof.ts'
import { type ContractCall, contractCall } from './contract-call.ts'
import type { CountedPayment } from './report-reorg.ts'

/**
 * Proves that a counted coin was spent up to the refund height, which only its staker can. Anyone may.
 * @param funding the transaction that made the coin, without its witness
 * @param spend proof of the transaction that spends it
 */
export const proveSweep = (
  minter: Address,
  { reqId, share, vout }: CountedPayment,
  funding: Hex,
  spend: ContractProof,
): ContractCall => contractCall(minter, depositMinterAbi, 'proveSweep', [reqId, share, funding, vout, spend])
