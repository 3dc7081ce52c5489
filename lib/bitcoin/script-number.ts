import { BaseError } from '../errors/base-error.ts'

/**
 * A push of a non-negative number in its shortest form (BIP-62 rule 4, MINIMALDATA): 0 and 1…16 as opcodes, else
 * little-endian with a sign bit that is kept free. Mirrors `BitcoinScript.sol`.
 * @throws {BaseError} for a negative number or one that CHECKLOCKTIMEVERIFY could not read (over 5 bytes, BIP-65)
 */
export const scriptNumber = (value: number): Uint8Array => {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** 39)
    throw new BaseError({
      code: 'script.number',
      message: `${value} is not a number that a script can hold.`,
      hint: 'Use a block height.',
    })
  if (value === 0) return Uint8Array.of(0x00)
  if (value <= 16) return Uint8Array.of(0x50 + value)
  const bytes: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256)
  if ((bytes.at(-1) ?? 0) & 0x80) bytes.push(0)
  return Uint8Array.from([bytes.length, ...bytes])
}
