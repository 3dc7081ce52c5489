import { concatBytes } from '@noble/hashes/utils.js'
import { ProofError } from '../errors/proof.ts'
import { sha256d } from './sha256d.ts'

export type MerklePath = Readonly<{ path: readonly Uint8Array[]; root: Uint8Array }>

/**
 * Siblings from leaf `index` up to the root of a block's transactions. An odd level repeats its last node, as Bitcoin
 * does; that a mutated block can so have the same root (CVE-2012-2459) is why credit is keyed by outpoint only.
 * @param leaves txids in internal byte order, in block order
 * @throws {ProofError} when there is no such leaf
 */
export const merklePath = (leaves: readonly Uint8Array[], index: number): MerklePath => {
  if (!(index >= 0 && index < leaves.length)) throw new ProofError('not_in_block', { index })
  const path: Uint8Array[] = []
  let level = leaves
  for (let at = index; level.length > 1; at >>= 1) {
    const nodeAt = (i: number): Uint8Array => {
      const node = level[Math.min(i, level.length - 1)]
      if (node === undefined) throw new ProofError('not_in_block', { index })
      return node
    }
    path.push(nodeAt(at ^ 1))
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      sha256d(concatBytes(nodeAt(2 * i), nodeAt(2 * i + 1))),
    )
  }
  const [root] = level
  if (root === undefined) throw new ProofError('not_in_block', { index })
  return { path, root }
}
