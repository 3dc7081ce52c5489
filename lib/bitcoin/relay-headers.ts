import { concatBytes } from '@noble/hashes/utils.js'
import { ProofError } from '../errors/proof.ts'
import type { Esplora } from './create-esplora.ts'
import { fromHex } from './from-hex.ts'
import { verifyHeaders } from './verify-headers.ts'

export type HeaderBatch = Readonly<{
  from: number
  to: number
  /** consecutive 80-byte headers, as `BitcoinRelay.submitHeaders` takes them */
  raw: Uint8Array
  /** hash of the last one, as explorers write it */
  tipHash: string
}>

const PARALLEL = 8

/**
 * Raw headers from height `from` to `to`, both included, checked for work and links: a reorganisation while reading, or
 * a source that lies, shows as `header_link` or `header_work`.
 * @throws {ProofError} @throws {EsploraError}
 */
export const relayHeaders = async (esplora: Esplora, from: number, to: number): Promise<HeaderBatch> => {
  if (to < from) throw new ProofError('header_length', { from, to })
  const raw: Uint8Array[] = []
  for (let start = from; start <= to; start += PARALLEL) {
    const heights = Array.from({ length: Math.min(PARALLEL, to - start + 1) }, (_, i) => start + i)
    raw.push(
      ...(await Promise.all(
        heights.map(async (height) => fromHex(await esplora.blockHeader(await esplora.blockHash(height)))),
      )),
    )
  }
  const tipHash = verifyHeaders(raw).headers.at(-1)?.hash
  if (tipHash === undefined) throw new ProofError('header_length', { from, to })
  return { from, to, raw: concatBytes(...raw), tipHash }
}
