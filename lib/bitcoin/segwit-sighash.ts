import { concatBytes } from '@noble/hashes/utils.js'
import { compactSize } from './compact-size.ts'
import { internalHash } from './internal-hash.ts'
import type { SegwitTransaction } from './serialize-transaction.ts'
import { sha256d } from './sha256d.ts'
import { uintLe } from './uint-le.ts'

const SIGHASH_ALL = 1n

/**
 * The 32 bytes that a version 0 witness signs with SIGHASH_ALL (BIP-143). They commit to every input and output and to
 * the amount of the spent coin.
 * @param scriptCode for P2WPKH the P2PKH script of the key, for P2WSH the witness script
 * @param sats what the spent coin carries
 */
export const segwitSighash = (
  tx: SegwitTransaction,
  index: number,
  scriptCode: Uint8Array,
  sats: bigint,
): Uint8Array => {
  const input = tx.inputs[index]
  if (input === undefined) throw new RangeError(`there is no input ${index}`)
  const outpoint = ({ txid, vout }: { txid: string; vout: number }) =>
    concatBytes(internalHash(txid), uintLe(vout, 4))
  const outputs = tx.outputs.flatMap((output) => [
    uintLe(output.sats, 8),
    compactSize(output.script.length),
    output.script,
  ])
  return sha256d(
    concatBytes(
      uintLe(tx.version, 4),
      sha256d(concatBytes(...tx.inputs.map(outpoint))),
      sha256d(concatBytes(...tx.inputs.map(({ sequence }) => uintLe(sequence, 4)))),
      outpoint(input),
      compactSize(scriptCode.length),
      scriptCode,
      uintLe(sats, 8),
      uintLe(input.sequence, 4),
      sha256d(concatBytes(...outputs)),
      uintLe(tx.lockTime, 4),
      uintLe(SIGHASH_ALL, 4),
    ),
  )
}
