const BPS = 10_000
const HALF = BPS / 2

/**
 * The grief bond's rate in bps: the least below 50 % utilisation, rising in a line to the most at 100 %.
 * Mirrors `BridgeAccounting.bondRateUp` in contracts/src/libraries/BridgeAccounting.sol.
 * @param utilisationBps share of all capacity that is taken, this request included
 */
export const bondRateUp = (utilisationBps: number, minBps: number, maxBps: number): number => {
  if (utilisationBps <= HALF) return minBps
  if (utilisationBps >= BPS) return maxBps
  return minBps + Math.ceil(((maxBps - minBps) * (utilisationBps - HALF)) / HALF)
}
