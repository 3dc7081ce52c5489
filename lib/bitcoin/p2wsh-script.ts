import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

/** scriptPubKey that commits to a witness script: OP_0 and its sha256, 34 bytes (BIP-141). */
export const p2wshScript = (witnessScript: Uint8Array): Uint8Array =>
  concatBytes(Uint8Array.of(0x00, 0x20), sha256(witnessScript))
