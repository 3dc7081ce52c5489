import { secp256k1 } from '@noble/curves/secp256k1.js'
import { concatBytes } from '@noble/hashes/utils.js'
import {
  RefundKeyInvalidError,
  RefundKeyMismatchError,
  RefundKeyUncompressedError,
} from '../errors/refund-key.ts'
import { checkRefundAddress } from './check-refund-address.ts'
import { hash160 } from './hash160.ts'
import type { BitcoinNetwork } from './networks.ts'

export type RefundKey = Readonly<{
  /** 20 bytes: hash160 of the compressed key */
  pubKeyHash: Uint8Array
  /** 33 bytes */
  pubKey: Uint8Array
  address: string
}>

/** The redeem script of P2SH-P2WPKH (BIP-141) for a key hash. */
const nestedProgram = (keyHash: Uint8Array) => concatBytes(Uint8Array.of(0x00, 0x14), keyHash)
const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at])

/**
 * The refund key that a connected Bitcoin wallet names for its payment address. The key must be compressed and belong to
 * the address: native segwit (bc1q…), nested segwit (3…), or legacy (1…) made of the compressed key.
 * @throws {BitcoinAddressError} wrong checksum, another network, an EVM address …
 * @throws {RefundKeyError} Taproot, a script, uncompressed, not a key, or the key of another address
 */
export const refundKeyOf = (address: string, pubKey: Uint8Array, network: BitcoinNetwork): RefundKey => {
  const parsed = checkRefundAddress(address, network)
  if (pubKey.length === 65) throw new RefundKeyUncompressedError()
  try {
    secp256k1.Point.fromBytes(pubKey)
    if (pubKey.length !== 33) throw new Error('length')
  } catch (cause) {
    throw new RefundKeyInvalidError(cause)
  }
  const pubKeyHash = hash160(pubKey)
  const expected = parsed.type === 'p2sh' ? hash160(nestedProgram(pubKeyHash)) : pubKeyHash
  if (!same(expected, parsed.hash)) throw new RefundKeyMismatchError(parsed.address)
  return { pubKeyHash, pubKey, address: parsed.address }
}
