/** Bitcoin Core's default: what costs more than this to spend is not passed on. */
const DUST_SATS_PER_BYTE = 3n

/** Least sats of an output that nodes pass on: three times its own size and that of spending it (Core's GetDustThreshold). */
export const dustLimit = (script: Uint8Array): bigint => {
  const version = script[0] ?? 0xff
  const program = script[1] === script.length - 2 && script.length >= 4 && script.length <= 42
  const isWitness = program && (version === 0 || (version >= 0x51 && version <= 0x60))
  const spending = isWitness ? 67 : 148
  return DUST_SATS_PER_BYTE * BigInt(8 + 1 + script.length + spending)
}
