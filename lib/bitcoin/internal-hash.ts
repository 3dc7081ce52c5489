import { TransactionFormatError } from '../errors/transaction.ts'
import { fromHex } from './from-hex.ts'

/**
 * 64 hex digits as explorers write them → 32 bytes in internal order, as headers and the contracts hold them.
 * @throws {TransactionFormatError} when it is not 32 bytes of hex
 */
export const internalHash = (display: string): Uint8Array => {
  const bytes = fromHex(display)
  if (bytes.length !== 32) throw new TransactionFormatError('hex')
  return bytes.reverse()
}
