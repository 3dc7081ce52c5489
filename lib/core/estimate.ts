/** How long past operations took: half of them at most `p50` seconds, nine of ten at most `p90`. */
export type PastDurations = Readonly<{ p50: number | null; p90: number | null; samples: number }>

export type Estimate =
  /** too few operations so far to say anything */
  | Readonly<{ name: 'unknown' }>
  /** seconds that are left by the median and by the 90th percentile; `from` is 0 once the median has passed */
  | Readonly<{ name: 'range'; from: number; to: number }>
  /** it takes longer than nine of ten did: to be said, not to be counted on (C9) */
  | Readonly<{ name: 'slow'; beyond: number }>

/**
 * What past operations say of the rest of one that has been going on for so long. Never a promise, never a constant.
 * @param elapsed seconds since it began; null when that is not known, then the whole range is given
 */
export function estimate({ p50, p90 }: PastDurations, elapsed: number | null): Estimate {
  if (p50 === null || p90 === null) return { name: 'unknown' }
  const gone = Math.max(0, elapsed ?? 0)
  if (gone > p90) return { name: 'slow', beyond: p90 }
  return { name: 'range', from: Math.max(0, p50 - gone), to: p90 - gone }
}
