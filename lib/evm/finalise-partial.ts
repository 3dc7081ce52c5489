import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Settles for what was paid: it is minted, the rest released, the bond cut. The requester's alone. */
export const finalisePartial = (minter: Address, reqId: bigint, share: number): ContractCall =>
  contractCall(minter, depositMinterAbi, 'finalisePartial', [reqId, share])
