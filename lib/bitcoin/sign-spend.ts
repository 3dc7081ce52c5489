import { secp256k1 } from '@noble/curves/secp256k1.js'
import { concatBytes } from '@noble/hashes/utils.js'
import type { Coin } from './coin.ts'
import { hash160 } from './hash160.ts'
import { outputScript } from './output-script.ts'
import { segwitDigest } from './segwit-digest.ts'
import { type SegwitTransaction, serializeTransaction } from './serialize-transaction.ts'
import { txidOf } from './txid-of.ts'
import { uintLe } from './uint-le.ts'

/** BIP-125: signals that the transaction may be replaced. */
export const REPLACEABLE_SEQUENCE = 0xfffffffd
const SIGHASH_ALL = 1

export type SignedSpend = Readonly<{ raw: Uint8Array; txid: string }>

/**
 * Signs every input with one key. A deposit's witness is `[signature, 01, script]`: the staker's branch, its selector in the
 * one form that policy takes (MINIMALIF). Deterministic: the same spend always becomes the same bytes.
 */
export const signSpend = (
  spend: Readonly<{ inputs: readonly Coin[]; outputs: SegwitTransaction['outputs'] }>,
  secretKey: Uint8Array,
): SignedSpend => {
  const publicKey = secp256k1.getPublicKey(secretKey, true)
  const keyScript = outputScript({ type: 'p2pkh', hash: hash160(publicKey) })
  const tx: SegwitTransaction = {
    version: 2,
    inputs: spend.inputs.map(({ txid, vout }) => ({ txid, vout, sequence: REPLACEABLE_SEQUENCE })),
    outputs: spend.outputs,
    lockTime: 0,
  }
  const witnesses = spend.inputs.map(({ lock, sats }, index) => {
    const scriptCode = lock.kind === 'key' ? keyScript : lock.witnessScript
    const der = signLowR(segwitDigest(tx, index, { scriptCode, sats }), secretKey)
    const signature = concatBytes(der, Uint8Array.of(SIGHASH_ALL))
    return lock.kind === 'key' ? [signature, publicKey] : [signature, Uint8Array.of(1), lock.witnessScript]
  })
  const raw = serializeTransaction(tx, witnesses)
  return { raw, txid: txidOf(raw) }
}

/** Tries nonces until r needs 32 bytes only, as Bitcoin Core does: signatures of one size make weights exact. */
const signLowR = (hash: Uint8Array, secretKey: Uint8Array): Uint8Array => {
  for (let counter = 0n; ; counter++) {
    const extra = counter === 0n ? {} : { extraEntropy: uintLe(counter, 32) }
    const compact = secp256k1.sign(hash, secretKey, { prehash: false, lowS: true, ...extra })
    if ((compact[0] ?? 0xff) < 0x80) return secp256k1.Signature.fromBytes(compact).toBytes('der')
  }
}
