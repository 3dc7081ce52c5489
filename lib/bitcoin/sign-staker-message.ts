import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { messageHash } from './message-hash.ts'
import { type StakerRegistration, stakerMessage } from './staker-message.ts'
import { toHex } from './to-hex.ts'

export type StakerKeyProof = Readonly<{ pubKeyX: bigint; pubKeyY: bigint; pubKey: Hex; signature: Hex }>

/**
 * Proves possession of a staker's Bitcoin key.
 * @returns the arguments of `StakerRegistry.register`: coordinates, and 65 bytes r ‖ s ‖ v with low s and v 27 or 28;
 * `pubKey` is the same key compressed
 */
export const signStakerMessage = (
  secretKey: Uint8Array,
  registration: StakerRegistration,
): StakerKeyProof => {
  const pubKey = secp256k1.getPublicKey(secretKey, true)
  const { x, y } = secp256k1.Point.fromBytes(pubKey).toAffine()
  const signed = secp256k1.sign(messageHash(stakerMessage(registration)), secretKey, {
    prehash: false,
    lowS: true,
    format: 'recovered',
  })
  const recovery = signed[0] ?? 0
  return {
    pubKeyX: x,
    pubKeyY: y,
    pubKey: toHex(pubKey),
    signature: toHex(Uint8Array.of(...signed.subarray(1), 27 + recovery)),
  }
}
