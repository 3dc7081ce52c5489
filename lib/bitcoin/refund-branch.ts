import { ByteReader } from './byte-reader.ts'

/** What the depositor's branch of a deposit script asks for. */
export type RefundBranch = Readonly<{
  /** Bitcoin height from which it is open (BIP-65) */
  height: number
  /** hash160 of the key that signs */
  pubKeyHash: Uint8Array
}>

const equal = (bytes: Uint8Array, ...expected: number[]) =>
  bytes.length === expected.length && expected.every((byte, at) => bytes[at] === byte)

/**
 * Reads a deposit script back, byte for byte in the form that `depositWitnessScript` writes.
 * @returns null when it is any other script
 */
export const refundBranch = (script: Uint8Array): RefundBranch | null => {
  try {
    const reader = new ByteReader(script)
    // <tag:20> OP_DROP OP_IF <key:33> OP_CHECKSIG OP_ELSE
    if (!equal(reader.take(1), 20)) return null
    reader.take(20)
    if (!equal(reader.take(3), 0x75, 0x63, 33)) return null
    reader.take(33)
    if (!equal(reader.take(2), 0xac, 0x67)) return null
    const push = reader.take(1)[0] ?? 0
    // OP_1 … OP_16 stand for small numbers, longer ones are little-endian; all heights are positive
    const height = push > 0x50 && push <= 0x60 ? push - 0x50 : push <= 5 ? Number(reader.uint(push)) : null
    // OP_CHECKLOCKTIMEVERIFY OP_DROP OP_DUP OP_HASH160 <hash:20> OP_EQUALVERIFY OP_CHECKSIG OP_ENDIF
    if (height === null || !equal(reader.take(5), 0xb1, 0x75, 0x76, 0xa9, 20)) return null
    const pubKeyHash = reader.take(20).slice()
    return equal(reader.take(3), 0x88, 0xac, 0x68) && reader.done ? { height, pubKeyHash } : null
  } catch {
    return null
  }
}
