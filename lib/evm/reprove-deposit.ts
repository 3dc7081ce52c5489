import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import type { ContractProof } from '../bitcoin/build-proof.ts'
import { type ContractCall, contractCall } from './contract-call.ts'
import type { CountedPayment } from './report-reorg.ts'

/** Proves a reported payment again, in its new block. Anyone may. */
export const reproveDeposit = (
  minter: Address,
  { reqId, share, vout }: CountedPayment,
  proof: ContractProof,
): ContractCall => contractCall(minter, depositMinterAbi, 'reproveDeposit', [reqId, share, vout, proof])
