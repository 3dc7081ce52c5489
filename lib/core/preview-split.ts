import type { Sat } from './units.ts'
import { FEES_A_CRUMB, MAX_SHARES } from './withdrawal-rules.ts'

/**
 * The least that a staker must be able to carry for a draw to place anything. Mirrors `SplitRules.least`.
 * @param left what is still to be placed, in sats
 */
export const leastShare = (
  left: bigint,
  { minShare, minerFee }: { minShare: bigint; minerFee: bigint },
): bigint => {
  const crumb = minerFee * FEES_A_CRUMB
  const least = crumb < minShare ? minShare : crumb
  return left >= minShare && left < least ? left : least
}

/**
 * What one staker takes: 0, all that is left, or at least ten miner fees, so that `minShare` is left.
 * Mirrors `SplitRules.take` in contracts/src/libraries/SplitRules.sol.
 */
const take = (left: bigint, room: bigint, minShare: bigint, minerFee: bigint): bigint => {
  if (left < minShare) return 0n
  if (room >= left) return left
  const sats = left - room < minShare ? left - minShare : room
  return sats < leastShare(left, { minShare, minerFee }) ? 0n : sats
}

/**
 * How an amount is split over the heaviest holders. Mirrors `preview` in contracts/src/HolderSelector.sol.
 * @param rooms what each holder can carry by its weight, in any order
 * @returns shares, largest holder first; together less than `sats` when not all can be placed
 */
export const preview = (
  sats: bigint,
  { minShare, minerFee }: { minShare: bigint; minerFee: bigint },
  rooms: readonly bigint[],
): readonly Sat[] => {
  const heaviest = [...rooms].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)).slice(0, MAX_SHARES)
  let left = sats
  return heaviest.flatMap((room) => {
    const share = left === 0n ? 0n : take(left, room, minShare, minerFee)
    left -= share
    return share === 0n ? [] : [share as Sat]
  })
}
