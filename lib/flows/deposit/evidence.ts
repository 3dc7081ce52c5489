import type { ContractProof } from '../../bitcoin/build-proof.ts'
import type { BaseError } from '../../errors/base-error.ts'

/** What this browser could check about a payment by itself. */
export type Evidence = Readonly<{
  /** blocks whose work and links were checked here, up to what is required; 0 without evidence that holds */
  verified: number
  /** whether the payment's block is the one the contract knows; null when the contract was not asked or is behind */
  matchesRelay: boolean | null
  proof: ContractProof | null
  /** why the evidence does not hold */
  problem: BaseError | null
}>

export const NO_EVIDENCE: Evidence = { verified: 0, matchesRelay: null, proof: null, problem: null }
