/** Virtual bytes of a weight, rounded up, as nodes count them (BIP-141). */
export const virtualSize = (weight: number): bigint => (BigInt(weight) + 3n) / 4n
