import { compactSize } from './compact-size.ts'

const withLength = (bytes: number): number => compactSize(bytes).length + bytes
/** DER with a low s is at most 71 bytes; the sighash type is one more. */
const SIGNATURE = 72
const PUBLIC_KEY = 33

/**
 * Virtual bytes of a recovery (BIP-141) with its real witness `[sig, pubkey, '', script]`. A signature can come out a byte
 * or two shorter, never longer, so the fee paid is at least the rate that was chosen.
 * @param scriptLength of the witness script @param payoutLength of the output's script, in bytes
 */
export const recoverVsize = (inputs: number, scriptLength: number, payoutLength: number): number => {
  const base = 4 + compactSize(inputs).length + inputs * (36 + 1 + 4) + 1 + 8 + withLength(payoutLength) + 4
  const witness =
    1 + withLength(SIGNATURE) + withLength(PUBLIC_KEY) + withLength(0) + withLength(scriptLength)
  return Math.ceil((base * 4 + 2 + inputs * witness) / 4)
}
