import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import { RefundKeyInvalidError, RefundKeyUncompressedError } from '../errors/refund-key.ts'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'

/**
 * Secret key from wallet import format.
 * @throws {RefundKeyInvalidError} wrong checksum or length, another network
 * @throws {RefundKeyUncompressedError} the key stands for an uncompressed public key
 */
export const fromWif = (wif: string, network: BitcoinNetwork): Uint8Array => {
  let bytes: Uint8Array
  try {
    bytes = createBase58check(sha256).decode(wif)
  } catch (cause) {
    throw new RefundKeyInvalidError(cause)
  }
  if (bytes[0] !== bitcoinNetworks[network].wif) throw new RefundKeyInvalidError()
  if (bytes.length === 33) throw new RefundKeyUncompressedError()
  if (bytes.length !== 34 || bytes[33] !== 1) throw new RefundKeyInvalidError()
  return bytes.slice(1, 33)
}
