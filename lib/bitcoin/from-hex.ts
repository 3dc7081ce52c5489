import { hexToBytes } from '@noble/hashes/utils.js'
import { TransactionFormatError } from '../errors/transaction.ts'

/**
 * Hex, with or without 0x, to bytes.
 * @throws {TransactionFormatError} when it is not hex
 */
export const fromHex = (hex: string): Uint8Array => {
  const digits = hex.startsWith('0x') ? hex.slice(2) : hex
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) throw new TransactionFormatError('hex')
  return hexToBytes(digits)
}
