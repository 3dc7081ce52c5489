import { bytesToHex } from '@noble/hashes/utils.js'

/** 32 bytes in internal order → 64 hex digits as explorers and Esplora write txids and block hashes. */
export const displayHash = (internal: Uint8Array): string => bytesToHex(internal.toReversed())
