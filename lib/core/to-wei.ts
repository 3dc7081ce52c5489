import { AmountRangeError } from '../errors/amount.ts'
import type { Wei } from './units.ts'

/**
 * Marks an integer as wei.
 * @throws {AmountRangeError} below zero or above what a uint256 holds
 */
export const toWei = (value: bigint): Wei => {
  if (value < 0n || value >= 1n << 256n) throw new AmountRangeError('wei', value)
  return value as Wei
}
