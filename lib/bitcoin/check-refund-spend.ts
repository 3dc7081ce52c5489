import { secp256k1 } from '@noble/curves/secp256k1.js'
import { RecoverSignedError } from '../errors/recover.ts'
import { hash160 } from './hash160.ts'
import type { GivenSignature } from './read-signed.ts'
import { sameBytes } from './same-bytes.ts'

const SIGHASH_ALL = 1

/**
 * Judges a signature of the refund key, and finds the key by itself: it is the one of the keys that fit the signature whose
 * hash the script names. So a wallet need not say it, and cannot say it wrongly.
 * @param digest see `segwitDigest` @param keyHash hash160 of the refund key
 * @returns the compressed key
 * @throws {RecoverSignedError} not over the whole transaction, malformed (BIP-66), high s (BIP-146), another key, not valid
 */
export const checkRefundSpend = (
  { signature, pubKey }: GivenSignature,
  digest: Uint8Array,
  keyHash: Uint8Array,
): Uint8Array => {
  if (signature.at(-1) !== SIGHASH_ALL) throw new RecoverSignedError('sighash_type')
  const der = signature.slice(0, -1)
  let parsed: InstanceType<typeof secp256k1.Signature>
  try {
    parsed = secp256k1.Signature.fromBytes(der, 'der')
  } catch (cause) {
    throw new RecoverSignedError('signature', {}, cause)
  }
  // BIP-66: only the one strict encoding
  if (!sameBytes(parsed.toBytes('der'), der)) throw new RecoverSignedError('signature')
  if (parsed.hasHighS()) throw new RecoverSignedError('high_s')
  const options = { prehash: false, format: 'der', lowS: true } as const
  for (const bit of [0, 1, 2, 3]) {
    let key: Uint8Array
    try {
      key = parsed.addRecoveryBit(bit).recoverPublicKey(digest).toBytes(true)
    } catch {
      // no point of the curve has this number
      continue
    }
    if (sameBytes(hash160(key), keyHash) && secp256k1.verify(der, digest, key, options)) return key
  }
  // said apart, because another account in the same wallet is the likeliest mistake
  const another = pubKey !== null && pubKey.length === 33 && secp256k1.verify(der, digest, pubKey, options)
  throw new RecoverSignedError(another ? 'other_key' : 'signature')
}
