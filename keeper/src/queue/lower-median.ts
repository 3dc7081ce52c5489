/** What at least half of the endpoints say, or more; of two the lower one. */
export function lowerMedian<T extends number | bigint>(values: readonly T[]): T | undefined {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.floor((values.length - 1) / 2)]
}
