import { concatBytes } from '@noble/hashes/utils.js'
import { RecoverSignedError } from '../errors/recover.ts'
import type { Recover } from './build-recover.ts'
import { checkRefundSpend } from './check-refund-spend.ts'
import { compactSize } from './compact-size.ts'
import { parseTransaction } from './parse-transaction.ts'
import { readSigned, type SignedThing } from './read-signed.ts'
import { sameBytes } from './same-bytes.ts'
import { segwitDigest } from './segwit-digest.ts'
import { verifyRecover } from './verify-recover.ts'

/** A recovery that can be broadcast. */
export type SignedRecover = Readonly<{
  /** raw transaction in hex, without 0x */
  hex: string
  txid: string
}>

/** @throws {RecoverSignedError} naming the first thing that was changed */
const mustBeTheSame = (asked: Recover, { unsigned }: SignedThing): void => {
  if (sameBytes(unsigned, asked.unsigned)) return
  const ours = asked.transaction
  let theirs: typeof ours
  try {
    theirs = parseTransaction(unsigned)
  } catch (cause) {
    throw new RecoverSignedError('unreadable', {}, cause)
  }
  const coins = ({ inputs }: typeof ours) => inputs.map(({ txid, vout }) => `${txid}:${vout}`).join()
  const sequences = ({ inputs }: typeof ours) => inputs.map(({ sequence }) => sequence).join()
  const outputs = (transaction: typeof ours) =>
    transaction.outputs.map(({ sats, script }) => `${sats}:${script.join('.')}`).join()
  if (coins(ours) !== coins(theirs)) throw new RecoverSignedError('changed_inputs')
  if (outputs(ours) !== outputs(theirs)) throw new RecoverSignedError('changed_outputs')
  if (ours.lockTime !== theirs.lockTime) throw new RecoverSignedError('changed_lock_time')
  if (sequences(ours) !== sequences(theirs)) throw new RecoverSignedError('changed_sequence')
  throw new RecoverSignedError('changed_form')
}

/** `[sig, pubkey, '', script]`: the empty item chooses the branch after OP_ELSE (MINIMALIF). */
const witnessOf = (asked: Recover, { signatures }: SignedThing, index: number): Uint8Array => {
  const { sats } = asked.coins[index] ?? { sats: 0n }
  const digest = segwitDigest(asked.transaction, index, { scriptCode: asked.witnessScript, sats })
  const failures: unknown[] = []
  for (const given of signatures[index] ?? [])
    try {
      const pubKey = checkRefundSpend(given, digest, asked.refundPubKeyHash)
      const items = [given.signature, pubKey, new Uint8Array(), asked.witnessScript]
      return concatBytes(
        compactSize(items.length),
        ...items.flatMap((item) => [compactSize(item.length), item]),
      )
    } catch (error) {
      failures.push(error)
    }
  throw failures[0] ?? new RecoverSignedError('unsigned', { input: index + 1 })
}

/**
 * Takes back what a wallet signed, checks that it is the very transaction that was asked for, takes nothing from it but
 * the signatures, and puts the witnesses together here: wallets and libraries finalise this script wrongly.
 * @param given a PSBT or transaction in any form that `readSigned` reads, or signatures made here
 * @throws {RecoverSignedError} naming what was changed, or what is wrong with a signature
 */
export const finishRecover = (asked: Recover, given: Uint8Array | string | SignedThing): SignedRecover => {
  const signed = typeof given === 'string' || given instanceof Uint8Array ? readSigned(given) : given
  mustBeTheSame(asked, signed)
  const { unsigned } = asked
  const raw = concatBytes(
    unsigned.subarray(0, 4),
    // BIP-144: marker and flag
    Uint8Array.of(0, 1),
    unsigned.subarray(4, -4),
    ...asked.coins.map((_, index) => witnessOf(asked, signed, index)),
    unsigned.subarray(-4),
  )
  return verifyRecover(asked, raw)
}
