import { secp256k1 } from '@noble/curves/secp256k1.js'
import type { Hex } from 'viem'
import { fromHex } from './from-hex.ts'
import { messageHash } from './message-hash.ts'
import { type StakerRegistration, stakerMessage } from './staker-message.ts'
import { toHex } from './to-hex.ts'

/** Whether the contract would accept this proof of key possession: the key recovers, s is low, v is 27 or 28. */
export const verifyStakerMessage = (
  registration: StakerRegistration,
  pubKey: Hex,
  signature: Hex,
): boolean => {
  const bytes = fromHex(signature)
  const v = bytes[64]
  if (bytes.length !== 65 || (v !== 27 && v !== 28)) return false
  try {
    const parsed = secp256k1.Signature.fromBytes(Uint8Array.of(v - 27, ...bytes.subarray(0, 64)), 'recovered')
    if (parsed.hasHighS()) return false
    const key = parsed.recoverPublicKey(messageHash(stakerMessage(registration)))
    return toHex(key.toBytes(true)) === pubKey.toLowerCase()
  } catch {
    return false
  }
}
