import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import type { BatchProof } from '../bitcoin/batch-proofs.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Counts payments to several shares that are in one block. @param shares whom the transaction at the same place pays */
export const executeDeposits = (
  minter: Address,
  shares: readonly Readonly<{ reqId: bigint; share: number }>[],
  proof: BatchProof,
): ContractCall =>
  contractCall(minter, depositMinterAbi, 'executeDeposits', [
    shares.map(({ reqId }) => reqId),
    shares.map(({ share }) => share),
    proof,
  ])
