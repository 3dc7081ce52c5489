import * as z from 'zod/mini'
import { MAX_SATS, type Sat } from '../core/units.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const hex = z.string().check(z.regex(/^([0-9a-f]{2})*$/))
const count = z.int().check(z.nonnegative())
const sats = z.pipe(
  z.int().check(z.nonnegative(), z.lte(Number(MAX_SATS))),
  z.transform((value): Sat => BigInt(value) as Sat),
)

/** Where a transaction stands; null while it is only in the mempool. */
const txStatus = z.pipe(
  z.object({
    confirmed: z.boolean(),
    block_height: z.nullish(count),
    block_hash: z.nullish(hash),
    block_time: z.nullish(count),
  }),
  z.transform((status, context) => {
    if (!status.confirmed) return null
    const { block_height: height, block_hash: blockHash, block_time: time } = status
    if (height == null || blockHash == null) {
      context.issues.push({ code: 'custom', message: 'confirmed without a block', input: status })
      return z.NEVER
    }
    return { height, blockHash, time: time ?? null }
  }),
)

/** What Esplora answers, read strictly where money depends on it; unknown fields are ignored. */
export const esploraSchemas = {
  height: count,
  hash,
  hex,
  header: z.string().check(z.regex(/^[0-9a-f]{160}$/)),
  txids: z.array(hash).check(z.minLength(1)),
  txStatus,
  blockStatus: z.pipe(
    z.object({ in_best_chain: z.boolean(), height: z.nullish(count), next_best: z.nullish(hash) }),
    z.transform((status) => ({
      inBestChain: status.in_best_chain,
      height: status.height ?? null,
      next: status.next_best ?? null,
    })),
  ),
  merkleProof: z.pipe(
    z.object({ block_height: count, merkle: z.array(hash), pos: count }),
    z.transform((proof) => ({ height: proof.block_height, path: proof.merkle, index: proof.pos })),
  ),
  transaction: z.pipe(
    z.object({
      txid: hash,
      fee: z.nullish(count),
      weight: z.nullish(count),
      vin: z.array(
        z.object({ txid: hash, vout: count, sequence: count, is_coinbase: z.optional(z.boolean()) }),
      ),
      vout: z.array(z.object({ scriptpubkey: hex, value: sats })),
      status: txStatus,
    }),
    z.transform((tx) => ({
      txid: tx.txid,
      /** in sats, null when the source does not say */
      fee: tx.fee ?? null,
      weight: tx.weight ?? null,
      inputs: tx.vin.map(({ txid, vout, sequence }) => ({ txid, vout, sequence })),
      outputs: tx.vout.map(({ scriptpubkey, value }) => ({ script: scriptpubkey, sats: value })),
      status: tx.status,
    })),
  ),
  utxos: z.array(z.object({ txid: hash, vout: count, value: sats, status: txStatus })),
  outspends: z.array(
    z.pipe(
      z.object({
        spent: z.boolean(),
        txid: z.nullish(hash),
        vin: z.nullish(count),
        status: z.nullish(txStatus),
      }),
      z.transform((spend) =>
        spend.spent && spend.txid != null
          ? { txid: spend.txid, vin: spend.vin ?? null, status: spend.status ?? null }
          : null,
      ),
    ),
  ),
  /** confirmation target in blocks → sats per virtual byte */
  fees: z.record(z.string(), z.number().check(z.positive())),
} as const

export type EsploraTxStatus = z.infer<typeof txStatus>
export type EsploraTransaction = z.infer<typeof esploraSchemas.transaction>
export type EsploraUtxo = z.infer<typeof esploraSchemas.utxos>[number]
export type EsploraOutspend = z.infer<typeof esploraSchemas.outspends>[number]
export type EsploraBlockStatus = z.infer<typeof esploraSchemas.blockStatus>
export type EsploraMerkleProof = z.infer<typeof esploraSchemas.merkleProof>
