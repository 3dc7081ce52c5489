import { concatBytes } from '@noble/hashes/utils.js'
import { TransactionFormatError } from '../errors/transaction.ts'
import { ByteReader } from './byte-reader.ts'

/**
 * A raw transaction without marker, flag and witnesses: the form that the txid and the contracts read (BIP-141, BIP-144).
 * A transaction that has no witness comes back unchanged.
 * @throws {TransactionFormatError} truncated, trailing bytes, bad length
 */
export const stripTransaction = (raw: Uint8Array): Uint8Array => {
  const reader = new ByteReader(raw)
  const version = reader.take(4)
  // BIP-144: a zero input count cannot be, so 00 01 marks the extended form.
  const extended = raw[4] === 0 && raw[5] === 1
  if (extended) reader.take(2)
  const bodyStart = reader.at
  const inputs = reader.varint()
  for (let i = 0; i < inputs; i++) {
    reader.take(36)
    reader.take(reader.varint())
    reader.take(4)
  }
  const outputs = reader.varint()
  for (let i = 0; i < outputs; i++) {
    reader.take(8)
    reader.take(reader.varint())
  }
  const body = raw.subarray(bodyStart, reader.at)
  if (extended)
    for (let i = 0; i < inputs; i++)
      for (let items = reader.varint(); items > 0; items--) reader.take(reader.varint())
  const lockTime = reader.take(4)
  if (!reader.done) throw new TransactionFormatError('trailing')
  return concatBytes(version, body, lockTime)
}
