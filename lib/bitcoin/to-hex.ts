import { bytesToHex } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'

/** Bytes to 0x-prefixed lower-case hex, as viem and the contracts take it. */
export const toHex = (bytes: Uint8Array): Hex => `0x${bytesToHex(bytes)}`
