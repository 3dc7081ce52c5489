import { sha256 } from '@noble/hashes/sha2.js'

/** Double sha256: txids, block hashes, merkle nodes, signed messages. */
export const sha256d = (bytes: Uint8Array): Uint8Array => sha256(sha256(bytes))
