/** A non-negative integer little-endian in `size` bytes, as Bitcoin's wire format has it. */
export const uintBytes = (value: bigint, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn))
