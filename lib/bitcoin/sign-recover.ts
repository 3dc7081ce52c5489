import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Recover } from './build-recover.ts'
import { finishRecover, type SignedRecover } from './finish-recover.ts'
import { segwitDigest } from './segwit-digest.ts'

/**
 * Signs a recovery with a refund key that this page made. Deterministic (RFC 6979), low s, SIGHASH_ALL.
 * @param secret 32 bytes; used here and kept nowhere
 * @throws {RecoverSignedError} when it is not the refund key
 */
export const signRecover = (asked: Recover, secret: Uint8Array): SignedRecover => {
  const pubKey = secp256k1.getPublicKey(secret, true)
  const signatures = asked.coins.map(({ sats }, index) => {
    const digest = segwitDigest(asked.transaction, index, { scriptCode: asked.witnessScript, sats })
    const der = secp256k1.sign(digest, secret, { prehash: false, format: 'der', lowS: true })
    return [{ pubKey, signature: Uint8Array.of(...der, 1) }]
  })
  return finishRecover(asked, { unsigned: asked.unsigned, signatures })
}
