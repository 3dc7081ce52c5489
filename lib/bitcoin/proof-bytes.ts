import type { ContractProof } from './build-proof.ts'

/** Length of a proof in bytes, as calldata holds it: parts are padded to words and each has an offset and a length. */
export const proofBytes = (proof: ContractProof): number =>
  Object.values(proof).reduce<number>((total, part) => {
    if (typeof part === 'string') return total + padded((part.length - 2) / 2) + 64
    return total + 64 + (Array.isArray(part) ? part.length * 32 : 0)
  }, 64)

const padded = (bytes: number): number => Math.ceil(bytes / 32) * 32
