import { AmountRangeError } from '../errors/amount.ts'
import { MAX_SATS, type Sat } from './units.ts'

/**
 * Marks an integer as satoshis.
 * @throws {AmountRangeError} below zero or above 21,000,000 BTC
 */
export const toSat = (value: bigint): Sat => {
  if (value < 0n || value > MAX_SATS) throw new AmountRangeError('sats', value)
  return value as Sat
}
