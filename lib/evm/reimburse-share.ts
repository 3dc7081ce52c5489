import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Takes collateral instead of BTC for a late share. The owner's alone. */
export const reimburseShare = (withdrawals: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(withdrawals, withdrawalManagerAbi, 'reimburseShare', [reqId, share])
