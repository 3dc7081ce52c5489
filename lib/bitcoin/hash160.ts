import { ripemd160 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** ripemd160 of sha256: key hashes and P2SH. */
export const hash160 = (bytes: Uint8Array): Uint8Array => ripemd160(sha256(bytes))
