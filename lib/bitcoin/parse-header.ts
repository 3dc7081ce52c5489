import { ProofError } from '../errors/proof.ts'
import { bitsToTarget } from './bits-to-target.ts'
import { ByteReader } from './byte-reader.ts'
import { displayHash } from './display-hash.ts'
import { sha256d } from './sha256d.ts'

export type BlockHeader = Readonly<{
  /** as explorers write it */
  hash: string
  /** as explorers write it */
  previous: string
  /** internal byte order */
  merkleRoot: Uint8Array
  /** Unix seconds */
  time: number
  bits: number
  /** hashes it took on average: 2^256 / (target + 1) */
  work: bigint
}>

/**
 * Reads an 80-byte header and checks its proof of work: sha256d ≤ target(bits).
 * @throws {ProofError} `header_length`, `header_bits`, `header_work`
 */
export const parseHeader = (raw: Uint8Array): BlockHeader => {
  if (raw.length !== 80) throw new ProofError('header_length', { length: raw.length })
  const reader = new ByteReader(raw)
  reader.take(4)
  const previous = displayHash(reader.take(32))
  const merkleRoot = reader.take(32).slice()
  const time = Number(reader.uint(4))
  const bits = Number(reader.uint(4))
  const target = bitsToTarget(bits)
  const hash = displayHash(sha256d(raw))
  if (BigInt(`0x${hash}`) > target) throw new ProofError('header_work', { hash })
  return { hash, previous, merkleRoot, time, bits, work: (1n << 256n) / (target + 1n) }
}
