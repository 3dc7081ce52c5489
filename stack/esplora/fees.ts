/**
 * Fee estimates in sat/vB by confirmation target. A fixed table: regtest has no fee market, so the node knows none.
 * Answers that carry it say so in the header `x-sluice-fee-estimates: fixed-table`.
 */
export const FIXED_FEES: Record<string, number> = Object.fromEntries([
  ...Array.from({ length: 25 }, (_, i) => [String(i + 1), i < 2 ? 4 : i < 6 ? 3 : i < 12 ? 2 : 1.2]),
  ['144', 1],
  ['504', 1],
  ['1008', 1],
])
