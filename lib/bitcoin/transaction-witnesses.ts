import { TransactionFormatError } from '../errors/transaction.ts'
import { ByteReader } from './byte-reader.ts'

/**
 * The witness of every input of a raw transaction (BIP-144), in order; empty ones for a transaction without any.
 * @throws {TransactionFormatError} truncated, trailing bytes, bad length
 */
export const transactionWitnesses = (raw: Uint8Array): readonly (readonly Uint8Array[])[] => {
  const reader = new ByteReader(raw)
  const item = () => reader.take(reader.varint())
  const times = <T>(count: number, act: () => T): T[] => Array.from({ length: count }, act)
  reader.take(4)
  const extended = raw[4] === 0 && raw[5] === 1
  if (extended) reader.take(2)
  const inputs = reader.varint()
  for (let at = 0; at < inputs; at++) {
    reader.take(36)
    item()
    reader.take(4)
  }
  for (let left = reader.varint(); left > 0; left--) {
    reader.take(8)
    item()
  }
  const witnesses = times(inputs, () => (extended ? times(reader.varint(), () => item().slice()) : []))
  reader.take(4)
  if (!reader.done) throw new TransactionFormatError('trailing')
  return witnesses
}
