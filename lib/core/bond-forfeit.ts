/**
 * What of a bond is lost when a share is settled for less: in proportion to what was not paid. Mirrors `settleShare` in
 * contracts/src/EntanglementManager.sol, which keeps the paid part rounded down. In wei.
 */
export const bondForfeit = (bondWei: bigint, sats: bigint, paidSats: bigint): bigint =>
  sats === 0n ? 0n : bondWei - (bondWei * paidSats) / sats
