import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { ContractProof } from '../bitcoin/build-proof.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Proves the payment of a share and burns its tokens. Anyone may, for anyone. */
export const verifyWithdrawal = (
  withdrawals: Address,
  reqId: bigint,
  share: number,
  proof: ContractProof,
): ContractCall => contractCall(withdrawals, withdrawalManagerAbi, 'verifyWithdrawal', [reqId, share, proof])
