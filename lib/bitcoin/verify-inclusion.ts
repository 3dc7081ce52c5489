import type { Hex } from 'viem'
import { ProofError } from '../errors/proof.ts'
import type { ContractProof } from './build-proof.ts'
import { displayHash } from './display-hash.ts'
import { fromHex } from './from-hex.ts'
import { isCoinbase } from './is-coinbase.ts'
import { merkleFold } from './merkle-fold.ts'
import { parseProvable } from './parse-provable.ts'
import { type ParsedTransaction, parseTransaction } from './parse-transaction.ts'
import { sha256d } from './sha256d.ts'
import { verifyHeaders } from './verify-headers.ts'

export type InclusionEvidence = Readonly<{
  txid: string
  proof: ContractProof
  /** raw headers of the blocks after the payment's own, consecutive, lowest first */
  laterHeaders: readonly Uint8Array[]
}>
export type InclusionDemands = Readonly<{
  /** `BitcoinRelay.hashAt(height)`, internal byte order; null where the chain has not been asked yet */
  relayHash: Hex | null
  /** least work that all these blocks together must carry */
  minWork: bigint
}>
export type VerifiedInclusion = Readonly<{
  transaction: ParsedTransaction
  blockHash: string
  /** blocks from the payment's own to the last header given, both counted */
  confirmations: number
  work: bigint
  /** false where no relay hash was given: the page must then not say "verified" */
  matchesRelay: boolean
}>

/**
 * Checks by itself what a Bitcoin source says: txid from the stripped transaction, the fold to the header's root, the
 * coinbase at the same depth (CVE-2017-12842), every header's work and links, the sum of work, and that the header is
 * the one the contract knows. Fails closed (X10).
 * @throws {ProofError} naming the rule @throws {TransactionFormatError}
 */
export const verifyInclusion = (
  evidence: InclusionEvidence,
  demands: InclusionDemands,
): VerifiedInclusion => {
  const { proof, txid } = evidence
  const transaction = parseProvable(fromHex(proof.tx))
  if (transaction.txid !== txid) throw new ProofError('txid', { expected: txid, actual: transaction.txid })
  const coinbaseBytes = fromHex(proof.coinbaseTx)
  if (!isCoinbase(parseTransaction(coinbaseBytes))) throw new ProofError('coinbase')
  if (proof.path.length !== proof.coinbasePath.length) throw new ProofError('merkle_depth')
  if (proof.index > 0xffff_ffffn) throw new ProofError('merkle_index')

  const { headers, work } = verifyHeaders([fromHex(proof.header), ...evidence.laterHeaders])
  const [own] = headers
  if (own === undefined) throw new ProofError('header_length')
  const root = displayHash(own.merkleRoot)
  const fold = (leaf: string, path: readonly Hex[], index: bigint) =>
    displayHash(merkleFold(sha256d(fromHex(leaf)), path.map(fromHex), Number(index)))
  if (fold(proof.tx, proof.path, proof.index) !== root) throw new ProofError('merkle_root')
  if (fold(proof.coinbaseTx, proof.coinbasePath, 0n) !== root) throw new ProofError('coinbase')
  if (work < demands.minWork) throw new ProofError('chainwork', { work, required: demands.minWork })
  if (demands.relayHash !== null && displayHash(fromHex(demands.relayHash)) !== own.hash)
    throw new ProofError('relay_hash', {
      expected: displayHash(fromHex(demands.relayHash)),
      actual: own.hash,
    })
  return {
    transaction,
    blockHash: own.hash,
    confirmations: headers.length,
    work,
    matchesRelay: demands.relayHash !== null,
  }
}
