import { TransactionFormatError } from '../errors/transaction.ts'

/** Reads Bitcoin's little-endian wire format; refuses to read past the end. */
export class ByteReader {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  take(count: number): Uint8Array {
    if (count > this.bytes.length - this.at) throw new TransactionFormatError('truncated')
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }

  /** Unsigned little-endian integer of up to 8 bytes. */
  uint(size: number): bigint {
    let value = 0n
    for (const byte of this.take(size).toReversed()) value = value * 256n + BigInt(byte)
    return value
  }

  /** CompactSize; only its shortest form, as Bitcoin Core reads it. */
  varint(): number {
    const first = Number(this.uint(1))
    if (first < 0xfd) return first
    const [size, least] = first === 0xfd ? [2, 0xfdn] : first === 0xfe ? [4, 0x10000n] : [8, 0x100000000n]
    const value = this.uint(size)
    if (value < least) throw new TransactionFormatError('varint')
    // What is longer than the transaction itself cannot be read anyway.
    if (value > BigInt(this.bytes.length)) throw new TransactionFormatError('truncated')
    return Number(value)
  }

  get done(): boolean {
    return this.at === this.bytes.length
  }
}
