import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Mints what waits first. Anyone may. @param staker whose escrow; the zero address for what waits for the mint limit */
export const drainEscrow = (minter: Address, staker: Address): ContractCall =>
  contractCall(minter, depositMinterAbi, 'drainEscrow', [staker])
