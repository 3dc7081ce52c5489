import type { Sat } from './units.ts'

/**
 * Bitcoin confirmations by size: `base` under 10 BTC, twice that under 50 BTC, four times above.
 * Mirrors `BridgeAccounting.confirmationsFor` in contracts/src/libraries/BridgeAccounting.sol.
 */
export const confirmationsFor = (sats: Sat, base: number): number =>
  sats < 10_0000_0000n ? base : sats < 50_0000_0000n ? base * 2 : base * 4
