/** Fewest past deposits from which a percentile says anything. */
const ENOUGH_SAMPLES = 5
const BLOCK_SECONDS = 600
/** Six intervals of a Poisson process: nine in ten lie within these factors of the mean. */
const [FASTER, SLOWER] = [0.45, 1.75]

export type ExpectedTime = Readonly<{
  /** `measured`: from the request on, over past deposits; `blocks`: from the payment on, by the confirmations it needs */
  reason: 'measured' | 'blocks'
  fromSeconds: number
  toSeconds: number
}>

/**
 * How long a deposit takes, as a range with its reason. What was measured were deposits of the least confirmations; one that
 * needs more is never promised their time (C10).
 * @param confirmations that this amount needs, null when unknown @param least that the smallest amount needs
 */
export const expectedTime = (
  timing: Readonly<{
    samples: number
    requestToMintP50: number | null
    requestToMintP90: number | null
  }> | null,
  confirmations: number | null,
  least: number | null,
): ExpectedTime | null => {
  const usual = confirmations === null || least === null || confirmations <= least
  const { samples = 0, requestToMintP50: half = null, requestToMintP90: most = null } = timing ?? {}
  if (usual && samples >= ENOUGH_SAMPLES && half !== null && most !== null)
    return { reason: 'measured', fromSeconds: half, toSeconds: most }
  if (confirmations === null) return null
  const mean = confirmations * BLOCK_SECONDS
  return { reason: 'blocks', fromSeconds: mean * FASTER, toSeconds: mean * SLOWER }
}
