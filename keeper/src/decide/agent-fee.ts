/** sats for 1,000 virtual bytes: the least that nodes pass on */
const LEAST_RATE = 1_000n

/** Confirmation target in blocks by what is left until a deadline: in good time cheaply, then ever sooner. */
export function targetBlocks(blocksLeft: number): number {
  if (blocksLeft > 72) return 6
  return blocksLeft > 30 ? 3 : 1
}

/**
 * The rate that servers name for a target, as sats for 1,000 virtual bytes; null when none names one. Of several the lower
 * median: one that exaggerates must not make payments dear, and one that is too low is mended by a bump.
 * @param estimates per server: sats per virtual byte by target
 */
export function estimatedRate(
  estimates: readonly ReadonlyMap<number, number>[],
  target: number,
): bigint | null {
  const rates = estimates
    .flatMap((table) => {
      const known = [...table.keys()].filter((key) => key <= target).sort((a, b) => b - a)[0]
      const least = [...table.keys()].sort((a, b) => a - b)[0]
      const rate = table.get(known ?? least ?? target)
      return rate === undefined ? [] : [BigInt(Math.ceil(rate * 1_000))]
    })
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return rates[Math.floor((rates.length - 1) / 2)] ?? null
}

/** Keeps a rate between what nodes pass on and what the operator pays. */
export function cappedRate(rate: bigint | null, capSatsPerKvb: bigint): bigint {
  const wanted = rate === null || rate < LEAST_RATE ? LEAST_RATE : rate
  return wanted < capSatsPerKvb ? wanted : capSatsPerKvb
}

export interface FlightFacts {
  /** what it pays now, sats for 1,000 virtual bytes */
  satsPerKvb: bigint
  /** what is wanted now, capped */
  wanted: bigint
  capSatsPerKvb: bigint
  /** Bitcoin blocks since its last attempt was sent */
  blocksSince: number
  bumpAfterBlocks: number
}

/**
 * The rate to replace an unmined transaction at; null to leave it. It is replaced when estimates have risen by a fifth, and
 * when it was left out of too many blocks, whatever the estimates say.
 */
export function bumpRate(facts: FlightFacts): bigint | null {
  const { satsPerKvb, wanted, capSatsPerKvb, blocksSince, bumpAfterBlocks } = facts
  const passedOver = blocksSince >= bumpAfterBlocks
  const risen = wanted * 5n >= satsPerKvb * 6n
  if (!passedOver && !risen) return null
  const quarterMore = satsPerKvb + satsPerKvb / 4n + 1n
  const next = wanted > quarterMore || !passedOver ? wanted : quarterMore
  const rate = next < capSatsPerKvb ? next : capSatsPerKvb
  return rate > satsPerKvb ? rate : null
}
