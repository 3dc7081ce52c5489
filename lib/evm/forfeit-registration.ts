import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Sends the registration bond of a staker that swept an unminted coin to the share's recipient. Anyone may. */
export const forfeitRegistration = (minter: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(minter, depositMinterAbi, 'forfeitRegistration', [reqId, share])
