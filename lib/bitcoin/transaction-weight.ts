import type { Coin } from './coin.ts'
import { compactSize } from './compact-size.ts'

/** DER of a signature with low r and low s, and the byte that names what it signs: never more, rarely less. */
const SIGNATURE_BYTES = 71
const PUBLIC_KEY_BYTES = 33
/** outpoint, empty signature script, sequence */
const INPUT_BYTES = 36 + 1 + 4

const witnessBytes = ({ lock }: Coin): number =>
  lock.kind === 'key'
    ? 1 + (1 + SIGNATURE_BYTES) + (1 + PUBLIC_KEY_BYTES)
    : // the selector is one byte, 01 (MINIMALIF)
      1 +
      (1 + SIGNATURE_BYTES) +
      (1 + 1) +
      compactSize(lock.witnessScript.length).length +
      lock.witnessScript.length

/**
 * Weight of the signed transaction in weight units (BIP-141: bytes without witnesses count four times). What
 * `signTransaction` makes of it is exactly so heavy, or a few units lighter when a signature happens to be short.
 */
export const transactionWeight = (
  inputs: readonly Coin[],
  outputs: readonly Readonly<{ script: Uint8Array }>[],
): number => {
  const body =
    4 +
    compactSize(inputs.length).length +
    inputs.length * INPUT_BYTES +
    compactSize(outputs.length).length +
    outputs.reduce((sum, { script }) => sum + 8 + compactSize(script.length).length + script.length, 0) +
    4
  return 4 * body + 2 + inputs.reduce((sum, coin) => sum + witnessBytes(coin), 0)
}
