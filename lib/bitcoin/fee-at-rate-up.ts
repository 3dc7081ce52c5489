import { virtualSize } from './virtual-size.ts'

/**
 * Miner fee in sats, rounded up, so that the rate is never missed by a fraction.
 * @param weight in weight units
 * @param satsPerKvb sats for 1,000 virtual bytes
 */
export const feeAtRateUp = (weight: number, satsPerKvb: bigint): bigint =>
  (virtualSize(weight) * satsPerKvb + 999n) / 1_000n
