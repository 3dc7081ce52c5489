import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MinedBlock, makeTransaction, mineChain } from '../../test/helpers/mine-chain.ts'
import { block170 } from '../../test/vectors/mainnet-block-170.ts'
import { ProofError } from '../errors/proof.ts'
import { TransactionFormatError } from '../errors/transaction.ts'
import { bitsToTarget } from './bits-to-target.ts'
import type { ContractProof } from './build-proof.ts'
import { displayHash } from './display-hash.ts'
import { fromHex } from './from-hex.ts'
import { internalHash } from './internal-hash.ts'
import { merkleFold } from './merkle-fold.ts'
import { merklePath } from './merkle-path.ts'
import { parseHeader } from './parse-header.ts'
import { sha256d } from './sha256d.ts'
import { toHex } from './to-hex.ts'
import { verifyHeaders } from './verify-headers.ts'
import { verifyInclusion } from './verify-inclusion.ts'

const ruleOf = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof ProofError || error instanceof TransactionFormatError ? error.rule : error
  }
}
const genesis =
  '0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c'

describe('headers', () => {
  test('default: Bitcoin’s first block and block 170', () => {
    expect(parseHeader(fromHex(genesis))).toMatchObject({
      hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
      previous: '00'.repeat(32),
      time: 1_231_006_505,
      // chainwork of the first block as Bitcoin Core shows it
      work: 0x100010001n,
    })
    expect(parseHeader(fromHex(block170.header)).hash).toBe(block170.hash)
  })
  test('behavior: mainnet headers over a retarget link and carry their work', () => {
    const file = JSON.parse(
      readFileSync(new URL('../../contracts/test/vectors/mainnet-headers.json', import.meta.url), 'utf8'),
    ) as { headers: string[] }
    const raw = file.headers.map(fromHex)
    const { headers, work } = verifyHeaders(raw)
    expect(headers.length).toBe(file.headers.length)
    expect(work).toBe(headers.reduce((sum, header) => sum + header.work, 0n))
    expect(ruleOf(() => verifyHeaders([raw[0] as Uint8Array, ...raw.slice(2)]))).toBe('header_link')
  })
  test('T3 error: no flipped bit of a header is accepted', () => {
    const raw = fromHex(block170.header)
    for (let bit = 0; bit < 640; bit++) {
      const bad = raw.slice()
      bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(ruleOf(() => parseHeader(bad))).toMatch(/^header_(work|bits)$/)
    }
    expect(ruleOf(() => parseHeader(raw.slice(1)))).toBe('header_length')
  })
  test('error: bits that no block may have (Bitcoin Core’s arith_uint256 tests)', () => {
    expect(bitsToTarget(0x05009234)).toBe(0x92340000n)
    expect(bitsToTarget(0x1d00ffff)).toBe(0xffffn << 208n)
    expect(bitsToTarget(0x02123456)).toBe(0x1234n)
    for (const bits of [0, 0x00123456, 0x01003456, 0x04923456, 0x01fedcba, 0xff123456, 0x23000001])
      expect(ruleOf(() => bitsToTarget(bits))).toBe('header_bits')
  })
})

describe('merkle', () => {
  test('default: block 170 and block 100,000', () => {
    const leaves = block170.txids.map(internalHash)
    expect(merklePath(leaves, 1).root).toEqual(parseHeader(fromHex(block170.header)).merkleRoot)
    const hundred = [
      '8c14f0db3df150123e6f3dbbf30f8b955a8249b62ac1d1ff16284aefa3d06d87',
      'fff2525b8931402dd09222c50775608f75787bd2b87e56995a7bdd30f79702c4',
      '6359f0868171b1d194cbee1af2f16ea598ae8fad666d9b012c8ed2b79a236ec4',
      'e9a66845e05d5abc0ad04ec80f774a7e585c6e8db975962d069a522137b80c1d',
    ].map(internalHash)
    for (let i = 0; i < 4; i++)
      expect(displayHash(merklePath(hundred, i).root)).toBe(
        'f3e94742aca4b5ef85488dc37c06c3282295ffec960994b2c0d5ac2a25a95766',
      )
  })
  test('T2 behavior: paths fold to the root; a longer index or another leaf does not', () => {
    const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(
        fc.uniqueArray(leaf, { minLength: 1, maxLength: 40, selector: toHex }),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        (leaves, seed, k) => {
          const index = seed % leaves.length
          const { path, root } = merklePath(leaves, index)
          const own = leaves[index] as Uint8Array
          expect(merkleFold(own, path, index)).toEqual(root)
          expect(ruleOf(() => merkleFold(own, path, index + k * 2 ** path.length))).toBe('merkle_index')
          expect(merkleFold(sha256d(own), path, index)).not.toEqual(root)
        },
      ),
    )
  })
  test('T2 error: a doubled last leaf proves nothing at its second index (CVE-2012-2459)', () => {
    const leaves = [1, 2, 3].map((n) => new Uint8Array(32).fill(n))
    const doubled = merklePath([...leaves, leaves[2] as Uint8Array], 3)
    expect(doubled.root).toEqual(merklePath(leaves, 2).root)
    expect(ruleOf(() => merkleFold(leaves[2] as Uint8Array, doubled.path, 3))).toBe('merkle_index')
  })
  test('error: no such leaf', () => {
    expect(ruleOf(() => merklePath([], 0))).toBe('not_in_block')
    expect(ruleOf(() => merklePath([new Uint8Array(32)], 1))).toBe('not_in_block')
  })
})

const script = Buffer.from(`0020${'ab'.repeat(32)}`, 'hex')
const payments = Array.from({ length: 4 }, (_, i) =>
  makeTransaction({ txid: `${i + 1}`.repeat(64), vout: 0 }, [{ sats: 50_000n, script }]),
)
const blocks = mineChain(9, (height) => (height === 2 ? payments : []))
const evidenceOf = (block: MinedBlock, index: number, later: number) => {
  const leaves = block.transactions.map(({ txid }) => internalHash(txid))
  const at = (i: number) => block.transactions[i] as (typeof payments)[number]
  const proof: ContractProof = {
    tx: toHex(at(index).stripped),
    header: toHex(block.header),
    height: BigInt(block.height),
    path: merklePath(leaves, index).path.map(toHex),
    index: BigInt(index),
    coinbaseTx: toHex(at(0).stripped),
    coinbasePath: merklePath(leaves, 0).path.map(toHex),
  }
  return {
    txid: at(index).txid,
    proof,
    laterHeaders: blocks
      .slice(block.height, block.height + later)
      .map(({ header }) => new Uint8Array(header)),
  }
}
const block = blocks[1] as MinedBlock
const good = evidenceOf(block, 2, 5)
const demands = { relayHash: toHex(internalHash(block.hash)), minWork: 12n }

describe('verifyInclusion', () => {
  test('default: six confirmations, each counted and worked for', () => {
    expect(verifyInclusion(good, demands)).toMatchObject({
      confirmations: 6,
      work: 12n,
      matchesRelay: true,
      blockHash: block.hash,
    })
  })
  test('behavior: without the relay’s word it does not say that it matches', () => {
    expect(verifyInclusion(good, { ...demands, relayHash: null }).matchesRelay).toBe(false)
  })
  test('X10 error: every way to lie has its rule', () => {
    const change = (proof: Partial<ContractProof>) =>
      ruleOf(() => verifyInclusion({ ...good, proof: { ...good.proof, ...proof } }, demands))
    const other = evidenceOf(block, 3, 5)
    expect(change({ tx: other.proof.tx })).toBe('txid')
    expect(
      ruleOf(() =>
        verifyInclusion({ ...good, txid: other.txid, proof: { ...good.proof, tx: other.proof.tx } }, demands),
      ),
    ).toBe('merkle_root')
    expect(change({ index: 3n })).toBe('merkle_root')
    expect(change({ index: 2n + 8n })).toBe('merkle_index')
    expect(change({ index: 2n + (1n << 200n) })).toBe('merkle_index')
    expect(change({ path: good.proof.path.slice(1) })).toBe('merkle_depth')
    expect(change({ coinbasePath: good.proof.coinbasePath.slice(1) })).toBe('merkle_depth')
    expect(change({ coinbaseTx: other.proof.tx })).toBe('coinbase')
    expect(
      change({ coinbaseTx: toHex((blocks[4] as MinedBlock).transactions[0]?.stripped ?? new Uint8Array()) }),
    ).toBe('coinbase')
    expect(change({ header: toHex((blocks[2] as MinedBlock).header) })).toBe('header_link')
    expect(
      ruleOf(() => verifyInclusion({ ...good, laterHeaders: good.laterHeaders.slice(1) }, demands)),
    ).toBe('header_link')
    expect(
      ruleOf(() => verifyInclusion({ ...good, laterHeaders: good.laterHeaders.slice(0, 4) }, demands)),
    ).toBe('chainwork')
    expect(ruleOf(() => verifyInclusion(good, { ...demands, relayHash: `0x${'00'.repeat(31)}01` }))).toBe(
      'relay_hash',
    )
  })
  test('X10 error: no flipped bit anywhere in the evidence is accepted', () => {
    const parts = ['tx', 'header', 'coinbaseTx'] as const
    const flip = (hex: string, bit: number) => {
      const bytes = fromHex(hex)
      const at = (bit >> 3) % bytes.length
      bytes[at] = (bytes[at] as number) ^ (1 << (bit & 7))
      return toHex(bytes)
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...parts, 'path', 'coinbasePath', 'laterHeaders'),
        fc.nat(2_000),
        (part, bit) => {
          const proof = { ...good.proof }
          let laterHeaders: readonly Uint8Array[] = good.laterHeaders
          if (part === 'path' || part === 'coinbasePath')
            proof[part] = proof[part].map((hash, i) =>
              i === bit % proof[part].length ? flip(hash, bit >> 2) : hash,
            )
          // The last header's own nonce may still meet regtest's easy target; then only its hash changes, and nothing builds on it.
          else if (part === 'laterHeaders')
            laterHeaders = laterHeaders.map((header, i) =>
              i === bit % 4 ? fromHex(flip(toHex(header), bit >> 2)) : header,
            )
          else proof[part] = flip(proof[part], bit)
          expect(ruleOf(() => verifyInclusion({ ...good, proof, laterHeaders }, demands))).toEqual(
            expect.any(String),
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})
