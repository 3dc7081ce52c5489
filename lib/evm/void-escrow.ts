import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Records that what waits in escrow can no longer be minted. Anyone may. */
export const voidEscrow = (minter: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(minter, depositMinterAbi, 'voidEscrow', [reqId, share])
