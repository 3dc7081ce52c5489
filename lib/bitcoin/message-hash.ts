import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { compactSize } from './compact-size.ts'
import { sha256d } from './sha256d.ts'

const MAGIC = utf8ToBytes('\x18Bitcoin Signed Message:\n')

/** What a wallet's ECDSA signMessage signs: sha256d of the magic, the message's length and its UTF-8 bytes. */
export const messageHash = (message: string): Uint8Array => {
  const bytes = utf8ToBytes(message)
  return sha256d(concatBytes(MAGIC, compactSize(bytes.length), bytes))
}
