import { concatBytes } from '@noble/hashes/utils.js'
import type { OutputScript } from './parse-output-script.ts'

/** The scriptPubKey of a standard output: inverse of `parseOutputScript`. */
export const outputScript = ({ type, hash }: OutputScript): Uint8Array => {
  switch (type) {
    case 'p2pkh':
      return concatBytes(Uint8Array.of(0x76, 0xa9, 0x14), hash, Uint8Array.of(0x88, 0xac))
    case 'p2sh':
      return concatBytes(Uint8Array.of(0xa9, 0x14), hash, Uint8Array.of(0x87))
    case 'p2wpkh':
      return concatBytes(Uint8Array.of(0x00, 0x14), hash)
    case 'p2wsh':
      return concatBytes(Uint8Array.of(0x00, 0x20), hash)
    case 'p2tr':
      return concatBytes(Uint8Array.of(0x51, 0x20), hash)
  }
}
