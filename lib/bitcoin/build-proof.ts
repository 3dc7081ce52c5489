import type { Hex } from 'viem'
import { ProofError } from '../errors/proof.ts'
import type { Esplora } from './create-esplora.ts'
import { fromHex } from './from-hex.ts'
import { internalHash } from './internal-hash.ts'
import { isCoinbase } from './is-coinbase.ts'
import { merklePath } from './merkle-path.ts'
import { parseHeader } from './parse-header.ts'
import { parseProvable } from './parse-provable.ts'
import { type ParsedTransaction, parseTransaction } from './parse-transaction.ts'
import { stripTransaction } from './strip-transaction.ts'
import { toHex } from './to-hex.ts'

/** `Proof` of contracts/src/types/BitcoinTypes.sol, ready for viem. */
export type ContractProof = Readonly<{
  tx: Hex
  header: Hex
  height: bigint
  path: readonly Hex[]
  index: bigint
  coinbaseTx: Hex
  coinbasePath: readonly Hex[]
}>
export type BuiltProof = Readonly<{ proof: ContractProof; txid: string; blockHash: string; height: number }>

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at])

/**
 * Evidence for the contract that a transaction is in a block. The tree is computed here from the block's txids and must
 * lead to the root in the header, so a source that lies about any part is refused before gas is spent.
 * @param parse what the contract would accept: `parseTransaction` where the transaction may be of any length
 * @throws {ProofError} `confirmations` while it is in no block, `not_in_block`, `merkle_root`, `coinbase`
 * @throws {TransactionFormatError} when the contract would refuse the transaction itself
 * @throws {EsploraError} when no source answers
 */
export const buildProof = async (
  esplora: Esplora,
  txid: string,
  parse: (stripped: Uint8Array) => ParsedTransaction = parseProvable,
): Promise<BuiltProof> => {
  const status = await esplora.transactionStatus(txid)
  if (status === null) throw new ProofError('confirmations', { confirmations: 0 })
  const { blockHash, height } = status
  const [raw, headerHex, txids] = await Promise.all([
    esplora.transactionHex(txid),
    esplora.blockHeader(blockHash),
    esplora.blockTxids(blockHash),
  ])
  const header = fromHex(headerHex)
  const { merkleRoot } = parseHeader(header)
  const index = txids.indexOf(txid)
  const first = txids[0]
  if (index < 0 || first === undefined) throw new ProofError('not_in_block', { txid, blockHash })
  const leaves = txids.map(internalHash)
  const { path, root } = merklePath(leaves, index)
  if (!same(root, merkleRoot)) throw new ProofError('merkle_root', { blockHash })

  const stripped = stripTransaction(fromHex(raw))
  parse(stripped)
  const coinbase = stripTransaction(fromHex(await esplora.transactionHex(first)))
  if (!isCoinbase(parseTransaction(coinbase))) throw new ProofError('coinbase', { txid: first })
  return {
    txid,
    blockHash,
    height,
    proof: {
      tx: toHex(stripped),
      header: toHex(header),
      height: BigInt(height),
      path: path.map(toHex),
      index: BigInt(index),
      coinbaseTx: toHex(coinbase),
      coinbasePath: merklePath(leaves, 0).path.map(toHex),
    },
  }
}
