import { BPS, type Sat } from './units.ts'
import { COMPENSATION_BPS } from './withdrawal-rules.ts'

/** What is behind a share: all the staker's collateral at the live price, and what it issued. */
export type Backing = Readonly<{ valueSats: bigint; issuedSats: bigint }>
export type Compensation = Readonly<{
  /** collateral that the owner gets, by its value */
  dueSats: Sat
  /** tokens that this pays for; the rest of the share is drawn again */
  takenSats: Sat
}>

/**
 * What an owner gets in collateral for a late share: 110 % of it, at most the part of the collateral behind it.
 * Mirrors `BridgeAccounting.compensationDown` in contracts/src/libraries/BridgeAccounting.sol.
 */
export const compensationDown = (shareSats: bigint, { valueSats, issuedSats }: Backing): Compensation => {
  const due = (shareSats * (BPS + COMPENSATION_BPS)) / BPS
  const most = issuedSats === 0n ? 0n : (valueSats * shareSats) / issuedSats
  if (due <= most) return { dueSats: due as Sat, takenSats: shareSats as Sat }
  return { dueSats: most as Sat, takenSats: ((most * BPS) / (BPS + COMPENSATION_BPS)) as Sat }
}

/**
 * What an owner gets in collateral when a late share is drawn again. Mirrors `penalise` in
 * contracts/src/stakers/StakerRedemptions.sol.
 */
export const penaltyDown = (
  shareSats: bigint,
  penaltyBps: number,
  { valueSats, issuedSats }: Backing,
): Sat => {
  const due = (shareSats * BigInt(penaltyBps)) / BPS
  const most = issuedSats === 0n ? 0n : (valueSats * shareSats) / issuedSats
  return (due < most ? due : most) as Sat
}
