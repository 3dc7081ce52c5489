/** An unsigned integer as `size` little-endian bytes, as transactions carry it. */
export const uintLe = (value: bigint | number, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => Number((BigInt(value) >> BigInt(8 * at)) & 0xffn))
