import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { ContractProof } from '../bitcoin/build-proof.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Proves the payment of a withdrawal's share and burns its tokens. Anyone may, for anyone. */
export const verifyWithdrawal = (
  manager: Address,
  reqId: bigint,
  share: number,
  proof: ContractProof,
): ContractCall => contractCall(manager, withdrawalManagerAbi, 'verifyWithdrawal', [reqId, share, proof])
