import { BPS, type Sat, WEI_PER_SAT, type Wei } from './units.ts'

/**
 * The grief bond, exact: a satoshi is 10^10 wei and a rate has four digits.
 * Mirrors `BridgeAccounting.bondWei` in contracts/src/libraries/BridgeAccounting.sol.
 */
export const bondWei = (sats: Sat, bondBps: number): Wei =>
  (sats * (WEI_PER_SAT / BPS) * BigInt(bondBps)) as Wei
