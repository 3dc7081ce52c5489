/** Headers below a fork that `submitBranch` needs for the median of eleven. */
export const CONTEXT_HEADERS = 11

/**
 * Finds the highest height at which two chains agree: doubling steps down, then halving. Once they agree at a height
 * they agree at all below.
 * @param agrees whether both have the same hash at a height
 * @param top highest height that both have
 * @param bottom height of the checkpoint
 * @returns null when they differ even there: these are different chains
 */
export async function findFork(
  agrees: (height: number) => Promise<boolean>,
  top: number,
  bottom: number,
): Promise<number | null> {
  if (top < bottom) return null
  if (await agrees(top)) return top
  let high = top
  let low = top - 1
  for (let step = 1; low > bottom && !(await agrees(low)); step *= 2) {
    high = low
    low = Math.max(bottom, low - step * 2)
  }
  if (low < bottom || (low === bottom && !(await agrees(bottom)))) return null
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await agrees(middle)) low = middle
    else high = middle
  }
  return low
}
