import { concatBytes } from '@noble/hashes/utils.js'
import { compactSize } from './compact-size.ts'
import { internalHash } from './internal-hash.ts'
import type { TransactionOutput } from './parse-transaction.ts'
import { uintLe } from './uint-le.ts'

/** A transaction of segwit inputs: their signature scripts are empty, what opens them is in the witnesses. */
export type SegwitTransaction = Readonly<{
  version: number
  inputs: readonly Readonly<{ txid: string; vout: number; sequence: number }>[]
  outputs: readonly TransactionOutput[]
  lockTime: number
}>

/**
 * Bytes of a transaction: the stripped form, over which the txid is, or with witnesses the extended one (BIP-144).
 * @param witnesses one stack an input
 */
export const serializeTransaction = (
  tx: SegwitTransaction,
  witnesses?: readonly (readonly Uint8Array[])[],
): Uint8Array => {
  const inputs = tx.inputs.flatMap(({ txid, vout, sequence }) => [
    internalHash(txid),
    uintLe(vout, 4),
    Uint8Array.of(0),
    uintLe(sequence, 4),
  ])
  const outputs = tx.outputs.flatMap(({ sats, script }) => [
    uintLe(sats, 8),
    compactSize(script.length),
    script,
  ])
  const stacks = (witnesses ?? []).flatMap((stack) => [
    compactSize(stack.length),
    ...stack.flatMap((item) => [compactSize(item.length), item]),
  ])
  return concatBytes(
    uintLe(tx.version, 4),
    // BIP-144: marker 00 and flag 01 say that witnesses follow.
    witnesses ? Uint8Array.of(0, 1) : new Uint8Array(),
    compactSize(tx.inputs.length),
    ...inputs,
    compactSize(tx.outputs.length),
    ...outputs,
    ...stacks,
    uintLe(tx.lockTime, 4),
  )
}
