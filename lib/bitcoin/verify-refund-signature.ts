import { secp256k1 } from '@noble/curves/secp256k1.js'
import { base64 } from '@scure/base'
import { RefundKeyUncompressedError, RefundSignatureError } from '../errors/refund-key.ts'
import { bip322SegwitDigest, bip322ToSpend } from './bip322-hash.ts'
import { ByteReader } from './byte-reader.ts'
import { checkRefundAddress } from './check-refund-address.ts'
import { hash160 } from './hash160.ts'
import { messageHash } from './message-hash.ts'
import type { BitcoinNetwork } from './networks.ts'
import type { ParsedAddress } from './parse-address.ts'
import { type RefundKey, refundKeyOf } from './refund-key-of.ts'

const SIGHASH_ALL = 1

/** Legacy signMessage: header byte, r, s; the key is recovered (BIP-137 headers 27–42). */
const recoverLegacy = (signature: Uint8Array, message: string): Uint8Array => {
  const header = signature[0] ?? 0
  // BIP-137: 27–30 uncompressed P2PKH, 31–34 compressed, 35–38 nested, 39–42 native. Wallets write 31–34 for all of the
  // last three, so only "uncompressed" is taken from the header and the address decides the rest.
  if (header < 27 || header > 42) throw new Error('header')
  if (header < 31) throw new RefundKeyUncompressedError()
  const recovery = (header - 27) & 3
  return secp256k1.Signature.fromBytes(Uint8Array.of(recovery, ...signature.subarray(1)), 'recovered')
    .recoverPublicKey(messageHash(message))
    .toBytes(true)
}

/** BIP-322 simple: the witness of `to_sign`, which for P2WPKH is a DER signature and the key. */
const verifySimple = (witness: Uint8Array, message: string, parsed: ParsedAddress): Uint8Array => {
  const reader = new ByteReader(witness)
  if (reader.varint() !== 2) throw new Error('items')
  const signature = reader.take(reader.varint())
  const pubKey = reader.take(reader.varint()).slice()
  if (!reader.done || signature.at(-1) !== SIGHASH_ALL) throw new Error('form')
  if (pubKey.length === 65) throw new RefundKeyUncompressedError()
  const digest = bip322SegwitDigest(bip322ToSpend(message, parsed.script), hash160(pubKey))
  const valid = secp256k1.verify(signature.slice(0, -1), digest, pubKey, {
    prehash: false,
    format: 'der',
    lowS: true,
  })
  if (!valid) throw new Error('signature')
  return pubKey
}

/**
 * Takes a typed refund address when a message signature shows that its key is at hand: legacy signMessage (BIP-137) or
 * BIP-322 simple, in base64. Both reveal the compressed key, whose hash goes into the refund branch.
 * @param message the text that was signed, see `refundMessage`
 * @throws {BitcoinAddressError} @throws {RefundKeyError} naming the reason; `RefundSignatureError` when it does not verify
 */
export const verifyRefundSignature = (
  address: string,
  message: string,
  signature: string,
  network: BitcoinNetwork,
): RefundKey => {
  const parsed = checkRefundAddress(address, network)
  try {
    // BIP-322 puts `smp` before a simple signature; older wallets leave it out.
    const bytes = base64.decode(signature.trim().replace(/^smp/, ''))
    const pubKey = bytes.length === 65 ? recoverLegacy(bytes, message) : verifySimple(bytes, message, parsed)
    return refundKeyOf(parsed.address, pubKey, network)
  } catch (cause) {
    if (cause instanceof RefundKeyUncompressedError) throw cause
    throw new RefundSignatureError(parsed.address, cause)
  }
}
