import { BPS, type Sat } from './units.ts'

/**
 * The fee on what is minted, rounded up, against the recipient.
 * Mirrors `BridgeAccounting.feeUp` in contracts/src/libraries/BridgeAccounting.sol.
 * @param feeBps at most 10,000
 */
export const feeUp = (sats: Sat, feeBps: number): Sat => ((sats * BigInt(feeBps) + BPS - 1n) / BPS) as Sat
