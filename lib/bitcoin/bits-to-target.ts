import { ProofError } from '../errors/proof.ts'

/**
 * The target that compact `bits` stand for, read as Bitcoin Core's `SetCompact` does.
 * @throws {ProofError} `header_bits` for a negative, zero or overflowing target, which no block may have
 */
export const bitsToTarget = (bits: number): bigint => {
  const exponent = bits >>> 24
  const mantissa = BigInt(bits & 0x007fffff)
  const target =
    exponent <= 3 ? mantissa >> BigInt(8 * (3 - exponent)) : mantissa << BigInt(8 * (exponent - 3))
  if ((bits & 0x00800000) !== 0 || target === 0n || target >= 1n << 256n)
    throw new ProofError('header_bits', { bits })
  return target
}
