import { feeUp } from './fee-up.ts'
import { BPS, type Sat } from './units.ts'

/**
 * The least amount of which at least `netSats` are left after the fee.
 * Mirrors `BridgeAccounting.grossUp` in contracts/src/libraries/BridgeAccounting.sol.
 * @param feeBps under 10,000
 */
export const grossUp = (netSats: Sat, feeBps: number): Sat => {
  let sats = (netSats * BPS) / (BPS - BigInt(feeBps))
  while (sats - feeUp(sats as Sat, feeBps) < netSats) sats += 1n
  return sats as Sat
}
