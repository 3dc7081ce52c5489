import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import type { ContractProof } from '../bitcoin/build-proof.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Counts proven payments of a share, at most 8, and mints when they reach its amount. Anyone may, for anyone. */
export const executeDeposit = (
  minter: Address,
  reqId: bigint,
  share: number,
  proofs: readonly ContractProof[],
): ContractCall => contractCall(minter, depositMinterAbi, 'executeDeposit', [reqId, share, proofs])
