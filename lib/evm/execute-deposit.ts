import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import type { ContractProof } from '../bitcoin/build-proof.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Mints for proven payments, at most 8. Anyone may, for anyone. */
export const executeDeposit = (
  manager: Address,
  reqId: bigint,
  share: number,
  proofs: readonly ContractProof[],
): ContractCall => contractCall(manager, entanglementManagerAbi, 'executeDeposit', [reqId, share, proofs])
