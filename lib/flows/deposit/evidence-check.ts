import type { Hex } from 'viem'
import { type BuiltProof, buildProof, type ContractProof } from '../../bitcoin/build-proof.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import type { ScriptPayment } from '../../bitcoin/payments-to-script.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { verifyInclusion } from '../../bitcoin/verify-inclusion.ts'
import { EsploraError } from '../../errors/esplora.ts'
import { ProofError } from '../../errors/proof.ts'
import { TransactionFormatError } from '../../errors/transaction.ts'
import { askOnce } from '../ask-once.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'

export type EvidenceDemands = Readonly<{
  /** the 34-byte scriptPubKey as computed here */
  script: Hex
  /** confirmations that the contract asks for */
  required: number
  /** least work of a block that counts as evidence; null while the contract was not asked */
  minBlockWork: bigint | null
  /** `BitcoinRelay.hashAt`; null outside what it knows, or while it was not asked */
  relayHash: (height: number) => Promise<Hex | null>
}>

type MinedPayment = ScriptPayment & Readonly<{ block: NonNullable<ScriptPayment['block']> }>

/**
 * Verifies payments in blocks by their proofs (X10). What is immutable by its hash is kept; what several payments need at
 * once, one transaction to the script with many outputs say, is asked for once.
 */
export class EvidenceCheck {
  readonly #headers = new Map<string, string>()
  readonly #proofs = new Map<string, ContractProof>()
  readonly #build: (txid: string) => Promise<BuiltProof>
  readonly #header: (height: number) => Promise<Uint8Array>

  constructor(esplora: Esplora) {
    this.#build = askOnce((txid) => buildProof(esplora, txid))
    this.#header = askOnce(async (height) => {
      const hash = await esplora.blockHash(height)
      const header = this.#headers.get(hash) ?? (await esplora.blockHeader(hash))
      this.#headers.set(hash, header)
      return fromHex(header)
    })
  }

  /** Never throws for evidence that does not hold: `problem` says why. */
  async of(payment: MinedPayment, demands: EvidenceDemands): Promise<Evidence> {
    try {
      return await this.#verify(payment, demands)
    } catch (error) {
      if (error instanceof ProofError && error.rule === 'relay_hash')
        return { ...NO_EVIDENCE, matchesRelay: false, problem: error }
      // a source that is slow or just moved its tip proves nothing; only evidence that does not hold is a problem
      if (error instanceof ProofError || error instanceof TransactionFormatError)
        return { ...NO_EVIDENCE, problem: error }
      if (error instanceof EsploraError) return NO_EVIDENCE
      throw error
    }
  }

  async #verify(payment: MinedPayment, demands: EvidenceDemands): Promise<Evidence> {
    const { txid, vout, block, confirmations } = payment
    const key = `${txid}:${block.hash}`
    let proof = this.#proofs.get(key)
    if (!proof) {
      const built = await this.#build(txid)
      if (built.blockHash !== block.hash) return NO_EVIDENCE
      proof = built.proof
      this.#proofs.set(key, proof)
    }
    const depth = Math.min(confirmations, demands.required)
    const later = Array.from({ length: depth - 1 }, (_, at) => block.height + 1 + at)
    const laterHeaders = await Promise.all(later.map((height) => this.#header(height)))
    const relayHash = await demands.relayHash(block.height)
    const minWork = (demands.minBlockWork ?? 0n) * BigInt(depth)
    const held = verifyInclusion({ txid, proof, laterHeaders }, { relayHash, minWork })
    const output = held.transaction.outputs[vout]
    if (output === undefined || output.sats !== payment.sats || toHex(output.script) !== demands.script)
      throw new ProofError('txid', { txid, vout })
    return {
      verified: held.confirmations,
      matchesRelay: relayHash === null ? null : held.matchesRelay,
      proof,
      problem: null,
    }
  }
}
