import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { compactSize } from './compact-size.ts'
import { sha256d } from './sha256d.ts'

const u32 = (value: number) =>
  Uint8Array.of(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24)
const u64 = (value: bigint) =>
  Uint8Array.from({ length: 8 }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn))
const ZERO = u32(0)

/** BIP-340 tagged hash with the tag of BIP-322. */
export const bip322MessageHash = (message: string): Uint8Array => {
  const tag = sha256(utf8ToBytes('BIP0322-signed-message'))
  return sha256(concatBytes(tag, tag, utf8ToBytes(message)))
}

/** Txid (internal byte order) of BIP-322's virtual transaction that "pays" the message to the address. */
export const bip322ToSpend = (message: string, script: Uint8Array): Uint8Array =>
  sha256d(
    concatBytes(
      ZERO,
      Uint8Array.of(1),
      new Uint8Array(32),
      u32(0xffffffff),
      Uint8Array.of(34, 0x00, 0x20),
      bip322MessageHash(message),
      ZERO,
      Uint8Array.of(1),
      u64(0n),
      compactSize(script.length),
      script,
      ZERO,
    ),
  )

/**
 * What a P2WPKH key signs to spend that output with BIP-322's `to_sign`: the BIP-143 digest, SIGHASH_ALL, version 0,
 * sequence 0, one empty OP_RETURN output, lock time 0.
 */
export const bip322SegwitDigest = (toSpend: Uint8Array, keyHash: Uint8Array): Uint8Array => {
  const outpoint = concatBytes(toSpend, ZERO)
  const output = concatBytes(u64(0n), Uint8Array.of(1, 0x6a))
  return sha256d(
    concatBytes(
      ZERO,
      sha256d(outpoint),
      sha256d(ZERO),
      outpoint,
      Uint8Array.of(0x19, 0x76, 0xa9, 0x14),
      keyHash,
      Uint8Array.of(0x88, 0xac),
      u64(0n),
      ZERO,
      sha256d(output),
      ZERO,
      u32(1),
    ),
  )
}
