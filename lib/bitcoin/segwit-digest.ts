import { concatBytes } from '@noble/hashes/utils.js'
import { TransactionFormatError } from '../errors/transaction.ts'
import { compactSize } from './compact-size.ts'
import { internalHash } from './internal-hash.ts'
import type { SegwitTransaction } from './serialize-transaction.ts'
import { sha256d } from './sha256d.ts'
import { uintLe } from './uint-le.ts'

/** What the digest says about the coin that an input spends. */
export type SpentCoin = Readonly<{
  /** the witness script of P2WSH; for P2WPKH the P2PKH script of the key */
  scriptCode: Uint8Array
  /** value of the coin in sats: signed too, so a source that lies about it only makes the signature void */
  sats: bigint
}>

/**
 * What a key signs to spend a version 0 witness output: the digest of BIP-143 for SIGHASH_ALL.
 * @throws {TransactionFormatError} when there is no such input
 */
export const segwitDigest = (
  { version, inputs, outputs, lockTime }: SegwitTransaction,
  index: number,
  { scriptCode, sats }: SpentCoin,
): Uint8Array => {
  const input = inputs[index]
  if (input === undefined) throw new TransactionFormatError('no_inputs')
  const outpoint = ({ txid, vout }: Pick<typeof input, 'txid' | 'vout'>) =>
    concatBytes(internalHash(txid), uintLe(vout, 4))
  return sha256d(
    concatBytes(
      uintLe(version, 4),
      sha256d(concatBytes(...inputs.map(outpoint))),
      sha256d(concatBytes(...inputs.map(({ sequence }) => uintLe(sequence, 4)))),
      outpoint(input),
      compactSize(scriptCode.length),
      scriptCode,
      uintLe(sats, 8),
      uintLe(input.sequence, 4),
      sha256d(
        concatBytes(
          ...outputs.map(({ sats: value, script }) =>
            concatBytes(uintLe(value, 8), compactSize(script.length), script),
          ),
        ),
      ),
      uintLe(lockTime, 4),
      uintLe(1, 4),
    ),
  )
}
