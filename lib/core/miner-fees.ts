import type { Sat } from './units.ts'
import { MAX_MINER_FEE } from './withdrawal-rules.ts'

/**
 * Virtual bytes of a staker's payment, with room: two segwit inputs, an output of the longest kind, the marking, the change.
 */
const PAYOUT_VBYTES = 250

/** Blocks within which each choice is meant to be mined. */
export const MINER_FEE_TARGETS = { low: 24, normal: 6, high: 2 } as const
export type MinerFeeChoice = keyof typeof MINER_FEE_TARGETS

/**
 * What a payment would cost its miner, by what a Bitcoin source expects.
 * @param estimates sats per virtual byte by confirmation target in blocks
 * @returns whole sats, rounded up, at most what the contract takes; null where the source names no target that is near enough
 */
export const minerFees = (
  estimates: ReadonlyMap<number, number>,
): Readonly<Record<MinerFeeChoice, Sat | null>> => {
  const known = [...estimates].sort(([a], [b]) => a - b)
  const feeFor = (target: number): Sat | null => {
    // the slowest estimate that is still no slower than what was asked for, else the fastest there is
    const rate = known.filter(([blocks]) => blocks <= target).at(-1)?.[1] ?? known[0]?.[1]
    if (rate === undefined) return null
    const sats = BigInt(Math.ceil(Math.max(1, rate) * PAYOUT_VBYTES))
    return (sats < MAX_MINER_FEE ? sats : MAX_MINER_FEE) as Sat
  }
  return {
    low: feeFor(MINER_FEE_TARGETS.low),
    normal: feeFor(MINER_FEE_TARGETS.normal),
    high: feeFor(MINER_FEE_TARGETS.high),
  }
}
