import { bytesToHex } from '@noble/hashes/utils.js'
import { RecoverSignedError } from '../errors/recover.ts'
import type { Recover } from './build-recover.ts'
import { checkRefundSpend } from './check-refund-spend.ts'
import { parseTransaction } from './parse-transaction.ts'
import { sameBytes } from './same-bytes.ts'
import { segwitDigest } from './segwit-digest.ts'
import { stripTransaction } from './strip-transaction.ts'
import { transactionWitnesses } from './transaction-witnesses.ts'

/**
 * Reads the finished bytes back and checks them as a node would: the same transaction, and for every input a witness that
 * opens the depositor's branch of the script.
 * @returns the raw transaction in hex without 0x, and its txid
 * @throws {RecoverSignedError} `witness`, or what is wrong with a signature
 */
export const verifyRecover = (asked: Recover, raw: Uint8Array): { hex: string; txid: string } => {
  const stripped = stripTransaction(raw)
  const transaction = parseTransaction(stripped)
  const witnesses = transactionWitnesses(raw)
  // weight is three times the stripped size and once the whole (BIP-141)
  const vsize = Math.ceil((stripped.length * 3 + raw.length) / 4)
  if (!sameBytes(stripped, asked.unsigned) || vsize > asked.vsize) throw new RecoverSignedError('witness')
  asked.coins.forEach(({ sats }, index) => {
    const [signature, pubKey, selector, script, ...more] = witnesses[index] ?? []
    if (!signature || !pubKey || !selector || !script || more.length > 0)
      throw new RecoverSignedError('witness')
    if (selector.length > 0 || !sameBytes(script, asked.witnessScript))
      throw new RecoverSignedError('witness')
    const digest = segwitDigest(transaction, index, { scriptCode: script, sats })
    const key = checkRefundSpend({ signature, pubKey }, digest, asked.refundPubKeyHash)
    if (!sameBytes(key, pubKey)) throw new RecoverSignedError('witness')
  })
  return { hex: bytesToHex(raw), txid: transaction.txid }
}
