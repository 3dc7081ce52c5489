import { base64 } from '@scure/base'
import { Transaction } from '@scure/btc-signer'
import { RecoverSignedError } from '../errors/recover.ts'
import { fromHex } from './from-hex.ts'
import { stripTransaction } from './strip-transaction.ts'
import { transactionWitnesses } from './transaction-witnesses.ts'

/** A signature with its sighash byte, and the key that the wallet names for it, if it names one. */
export type GivenSignature = Readonly<{ signature: Uint8Array; pubKey: Uint8Array | null }>
export type SignedThing = Readonly<{
  /** the transaction without witnesses */
  unsigned: Uint8Array
  /** what may be a signature, by input */
  signatures: readonly (readonly GivenSignature[])[]
}>

/** "psbt" and 0xff (BIP-174). */
const MAGIC = [0x70, 0x73, 0x62, 0x74, 0xff]
const MAX_BYTES = 400_000
const isPsbt = (bytes: Uint8Array) => MAGIC.every((byte, at) => bytes[at] === byte)

/** Base64 or hex, with whatever spaces and line ends came along. */
const decode = (text: string): Uint8Array => {
  const compact = text.replace(/\s+/g, '')
  return /^[0-9a-fA-F]+$/.test(compact) ? fromHex(compact) : base64.decode(compact)
}

// A DER sequence of two integers with a sighash byte; whether it is valid is for others to say.
const looksSigned = (item: Uint8Array) => item[0] === 0x30 && item.length >= 9 && item.length <= 73
const inWitness = (items: readonly Uint8Array[]): GivenSignature[] =>
  items.filter(looksSigned).map((signature) => ({ signature, pubKey: null }))

const readPsbt = (bytes: Uint8Array): SignedThing => {
  const psbt = Transaction.fromPSBT(bytes, {
    allowUnknownInputs: true,
    allowUnknownOutputs: true,
    allowUnknownVersion: true,
    disableScriptCheck: true,
  })
  return {
    unsigned: psbt.unsignedTx,
    signatures: Array.from({ length: psbt.inputsLength }, (_, at) => {
      const { partialSig = [], finalScriptWitness = [] } = psbt.getInput(at)
      // a wallet that finalises may do so wrongly for this script; only the signature is taken from it
      return [
        ...partialSig.map(([pubKey, signature]) => ({ pubKey, signature })),
        ...inWitness(finalScriptWitness),
      ]
    }),
  }
}

/**
 * Reads what a wallet gave back: a PSBT with partial signatures or finalised (BIP-174), or the whole transaction; binary,
 * base64 or hex.
 * @throws {RecoverSignedError} `unreadable`
 */
export const readSigned = (given: Uint8Array | string): SignedThing => {
  try {
    if (given.length > MAX_BYTES) throw new Error('size')
    const text = typeof given === 'string' ? given : isPsbt(given) ? null : new TextDecoder().decode(given)
    const printed = text !== null && /^[\s\x20-\x7e]+$/.test(text)
    const bytes = printed ? decode(text) : typeof given === 'string' ? decode(given) : given
    if (isPsbt(bytes)) return readPsbt(bytes)
    return { unsigned: stripTransaction(bytes), signatures: transactionWitnesses(bytes).map(inWitness) }
  } catch (cause) {
    throw new RecoverSignedError('unreadable', {}, cause)
  }
}
