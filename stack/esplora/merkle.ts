import { createHash } from 'node:crypto'

const sha256d = (bytes: Uint8Array) =>
  createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest()
const reversed = (hex: string) => Buffer.from(hex, 'hex').reverse()

/**
 * Sibling hashes from a transaction up to the root, as Esplora's merkle-proof gives them.
 * @param txids of the whole block, as explorers show them
 */
export function merklePath(txids: readonly string[], position: number): string[] {
  let level = txids.map(reversed)
  let at = position
  const path: string[] = []
  while (level.length > 1) {
    const last = level.at(-1)
    // Bitcoin pairs the last hash of an odd level with itself
    if (level.length % 2 === 1 && last !== undefined) level.push(last)
    const sibling = level[at ^ 1]
    if (sibling === undefined) throw new RangeError(`position ${position} is not in the block`)
    path.push(Buffer.from(sibling).reverse().toString('hex'))
    const above: typeof level = []
    for (let i = 0; i + 1 < level.length; i += 2) {
      above.push(sha256d(Buffer.concat([level[i] ?? Buffer.alloc(0), level[i + 1] ?? Buffer.alloc(0)])))
    }
    level = above
    at >>= 1
  }
  return path
}
