import { concatBytes } from '@noble/hashes/utils.js'
import { ProofError } from '../errors/proof.ts'
import { sha256d } from './sha256d.ts'

/**
 * Folds a leaf with its siblings up to the root. All in internal byte order. Mirrors `_fold` of
 * contracts/src/libraries/BitcoinMerkle.sol.
 * @throws {ProofError} `merkle_index` when `index` has bits left over, or leads over a node that is its own left sibling
 * (CVE-2012-2459): either way the same leaf would have a second index
 */
export const merkleFold = (leaf: Uint8Array, path: readonly Uint8Array[], index: number): Uint8Array => {
  if (!Number.isSafeInteger(index) || index < 0) throw new ProofError('merkle_index', { index })
  let node = leaf
  let at = index
  for (const sibling of path) {
    if (sibling.length !== 32) throw new ProofError('merkle_root')
    if (at % 2 === 1 && node.every((byte, i) => byte === sibling[i]))
      throw new ProofError('merkle_index', { index })
    node = sha256d(at % 2 === 1 ? concatBytes(sibling, node) : concatBytes(node, sibling))
    at = Math.floor(at / 2)
  }
  if (at !== 0) throw new ProofError('merkle_index', { index, depth: path.length })
  return node
}
