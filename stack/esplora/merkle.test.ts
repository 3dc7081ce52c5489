import fc from 'fast-check'
import { expect, test } from 'vitest'
import { internalHash } from '../../lib/bitcoin/internal-hash.ts'
import { merkleFold } from '../../lib/bitcoin/merkle-fold.ts'
import { merklePath as ownPath } from '../../lib/bitcoin/merkle-path.ts'
import { merklePath } from './merkle.ts'

const txid = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))

test('default: every path folds to the root that the browser computes by itself', () => {
  fc.assert(
    fc.property(fc.array(txid, { minLength: 1, maxLength: 40 }), fc.nat(), (txids, at) => {
      const position = at % txids.length
      const leaf = txids[position] ?? ''
      const { root } = ownPath(txids.map(internalHash), position)
      const folded = merkleFold(internalHash(leaf), merklePath(txids, position).map(internalHash), position)
      expect(folded).toEqual(root)
    }),
  )
})

test('error: a position outside the block', () => {
  expect(() => merklePath(['00'.repeat(32), '11'.repeat(32)], 2)).toThrow(RangeError)
})
