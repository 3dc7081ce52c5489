import { displayHash } from './display-hash.ts'
import { sha256d } from './sha256d.ts'
import { stripTransaction } from './strip-transaction.ts'

/**
 * Txid, as explorers write it, of a raw transaction with or without witnesses.
 * @throws {TransactionFormatError} when it cannot be read
 */
export const txidOf = (raw: Uint8Array): string => displayHash(sha256d(stripTransaction(raw)))
