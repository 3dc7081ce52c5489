import * as z from 'zod/mini'
import { BaseError } from '../errors/base-error.ts'
import { displayHash } from './display-hash.ts'
import {
  type EsploraBlockStatus,
  type EsploraMerkleProof,
  type EsploraOutspend,
  type EsploraTransaction,
  type EsploraTxStatus,
  type EsploraUtxo,
  esploraSchemas,
} from './esplora-schemas.ts'
import { createEsploraTransport, type EsploraOptions } from './esplora-transport.ts'
import { fromHex } from './from-hex.ts'
import { sha256d } from './sha256d.ts'
import { txidOf } from './txid-of.ts'

/** A Bitcoin source. Hashes and txids as explorers write them, raw data as hex without 0x, amounts in sats. */
export type Esplora = Readonly<{
  tipHeight: () => Promise<number>
  tipHash: () => Promise<string>
  blockHash: (height: number) => Promise<string>
  /** 80 bytes as hex; checked to have the hash that was asked for */
  blockHeader: (hash: string) => Promise<string>
  blockTxids: (hash: string) => Promise<readonly string[]>
  blockStatus: (hash: string) => Promise<EsploraBlockStatus>
  transaction: (txid: string) => Promise<EsploraTransaction>
  /** raw transaction as hex; checked to have the txid that was asked for */
  transactionHex: (txid: string) => Promise<string>
  /** null while unconfirmed */
  transactionStatus: (txid: string) => Promise<EsploraTxStatus>
  merkleProof: (txid: string) => Promise<EsploraMerkleProof>
  /** one entry an output, null while unspent */
  outspends: (txid: string) => Promise<readonly EsploraOutspend[]>
  addressUtxos: (address: string) => Promise<readonly EsploraUtxo[]>
  /** newest first: the mempool's, then at most 25 confirmed ones after `lastSeen` */
  addressTransactions: (address: string, lastSeen?: string) => Promise<readonly EsploraTransaction[]>
  /** as `addressTransactions`, by scriptPubKey's sha256 in hex */
  scriptTransactions: (scriptHash: string, lastSeen?: string) => Promise<readonly EsploraTransaction[]>
  scriptUtxos: (scriptHash: string) => Promise<readonly EsploraUtxo[]>
  /** sats per virtual byte by confirmation target in blocks */
  feeEstimates: () => Promise<ReadonlyMap<number, number>>
  /** @returns the txid */
  broadcast: (rawHex: string) => Promise<string>
}>

const transactions = z.array(esploraSchemas.transaction)

const bad = (name: string, value: unknown): never => {
  throw new BaseError({
    code: 'esplora.parameter',
    message: `${String(value).slice(0, 80)} is not a ${name}.`,
    hint: 'Check what was typed or pasted.',
    params: { name },
  })
}
// Nothing that was not checked may become part of a path.
const hash = (value: string) => (/^[0-9a-f]{64}$/.test(value) ? value : bad('hash', value))
const height = (value: number) => (Number.isSafeInteger(value) && value >= 0 ? value : bad('height', value))
const word = (value: string) => (/^[0-9a-zA-Z]{14,100}$/.test(value) ? value : bad('Bitcoin address', value))

/**
 * Speaks Esplora REST (mempool.space, electrs, the local adapter) over several base URLs with failover. Every answer is
 * checked for its form; raw transactions and headers also for their hash, so that a lying source is passed over.
 * @throws {EsploraError} from every call, see `createEsploraTransport`
 * @example const esplora = createEsplora({ urls: ['https://esplora.example/api'], timeout: 5_000 })
 */
export const createEsplora = (options: EsploraOptions): Esplora => {
  const ask = createEsploraTransport(options)
  const text = <T extends z.ZodMiniType>(path: string, schema: T, check?: (value: z.infer<T>) => boolean) =>
    ask({
      path,
      read: (answer): z.infer<T> => {
        const value = schema.parse(answer.trim())
        if (check && !check(value)) throw new Error('the answer does not have the hash that was asked for')
        return value
      },
    })
  const json = <T extends z.ZodMiniType>(path: string, schema: T) =>
    ask({ path, read: (answer): z.infer<T> => schema.parse(JSON.parse(answer)) })
  const { transaction, txStatus } = esploraSchemas
  const pageOf = (base: string, lastSeen: string | undefined) =>
    json(lastSeen === undefined ? `${base}/txs` : `${base}/txs/chain/${hash(lastSeen)}`, transactions)

  return {
    tipHeight: () => json('/blocks/tip/height', esploraSchemas.height),
    tipHash: () => text('/blocks/tip/hash', esploraSchemas.hash),
    blockHash: async (at) => text(`/block-height/${height(at)}`, esploraSchemas.hash),
    blockHeader: async (id) =>
      text(
        `/block/${hash(id)}/header`,
        esploraSchemas.header,
        (header) => displayHash(sha256d(fromHex(header))) === id,
      ),
    blockTxids: async (id) => json(`/block/${hash(id)}/txids`, esploraSchemas.txids),
    blockStatus: async (id) => json(`/block/${hash(id)}/status`, esploraSchemas.blockStatus),
    transaction: async (txid) => json(`/tx/${hash(txid)}`, transaction),
    transactionHex: async (txid) =>
      text(`/tx/${hash(txid)}/hex`, esploraSchemas.hex, (raw) => txidOf(fromHex(raw)) === txid),
    transactionStatus: async (txid) => json(`/tx/${hash(txid)}/status`, txStatus),
    merkleProof: async (txid) => json(`/tx/${hash(txid)}/merkle-proof`, esploraSchemas.merkleProof),
    outspends: async (txid) => json(`/tx/${hash(txid)}/outspends`, esploraSchemas.outspends),
    addressUtxos: async (address) => json(`/address/${word(address)}/utxo`, esploraSchemas.utxos),
    addressTransactions: async (address, lastSeen) => pageOf(`/address/${word(address)}`, lastSeen),
    scriptTransactions: async (scriptHash, lastSeen) => pageOf(`/scripthash/${hash(scriptHash)}`, lastSeen),
    scriptUtxos: async (scriptHash) => json(`/scripthash/${hash(scriptHash)}/utxo`, esploraSchemas.utxos),
    feeEstimates: async () => {
      const fees = await json('/fee-estimates', esploraSchemas.fees)
      return new Map(Object.entries(fees).map(([target, rate]) => [Number(target), rate]))
    },
    broadcast: async (raw) =>
      ask({ path: '/tx', body: raw, read: (answer) => esploraSchemas.hash.parse(answer.trim()) }),
  }
}
