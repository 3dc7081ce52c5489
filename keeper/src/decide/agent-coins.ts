/** Own coins that one transaction makes at most. */
export const MOST_PARTS = 8
/** Smaller coins are not made: each costs as much to spend as a large one. */
export const LEAST_PART_SATS = 200_000n
/** Kept beside one for every payment that is owed, so that the next ones need not wait. */
const SPARE_COINS = 3
const MOST_COINS = 12

/**
 * Into how many coins change or a sweep is cut. A coin that was spent can anchor the next payment six blocks later, so
 * whoever has a single coin makes one payment in six blocks; with a coin for each payment nobody waits.
 * @param owed shares that wait for a payment
 * @param coins own coins that stay unspent beside this transaction
 */
export function partsOf({ owed, coins }: { owed: number; coins: number }): number {
  const wanted = Math.min(owed + SPARE_COINS, MOST_COINS)
  return Math.max(1, Math.min(wanted - coins, MOST_PARTS))
}
