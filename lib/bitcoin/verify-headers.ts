import { ProofError } from '../errors/proof.ts'
import { type BlockHeader, parseHeader } from './parse-header.ts'

export type VerifiedChain = Readonly<{ headers: readonly BlockHeader[]; work: bigint }>

/**
 * Checks consecutive raw headers: each one's proof of work, each link to the one before.
 * @returns the headers and the sum of their work
 * @throws {ProofError} `header_length`, `header_bits`, `header_work`, `header_link`
 */
export const verifyHeaders = (raw: readonly Uint8Array[]): VerifiedChain => {
  const headers: BlockHeader[] = []
  let work = 0n
  for (const bytes of raw) {
    const header = parseHeader(bytes)
    const before = headers.at(-1)
    if (before && header.previous !== before.hash) throw new ProofError('header_link', { at: headers.length })
    headers.push(header)
    work += header.work
  }
  return { headers, work }
}
