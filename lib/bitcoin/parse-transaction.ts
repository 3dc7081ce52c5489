import { MAX_SATS } from '../core/units.ts'
import { TransactionFormatError } from '../errors/transaction.ts'
import { ByteReader } from './byte-reader.ts'
import { displayHash } from './display-hash.ts'
import { sha256d } from './sha256d.ts'

export type TransactionInput = Readonly<{
  txid: string
  vout: number
  scriptSig: Uint8Array
  sequence: number
}>
export type TransactionOutput = Readonly<{ sats: bigint; script: Uint8Array }>
export type ParsedTransaction = Readonly<{
  txid: string
  version: number
  inputs: readonly TransactionInput[]
  outputs: readonly TransactionOutput[]
  lockTime: number
}>

/**
 * Reads a stripped transaction as strictly as the contract's `BitcoinTx` does.
 * @throws {TransactionFormatError} witness data, exactly 64 bytes (CVE-2017-12842), trailing or missing bytes, lengths
 * not in their shortest form, no inputs or outputs, outputs above 21,000,000 BTC
 */
export const parseTransaction = (stripped: Uint8Array): ParsedTransaction => {
  if (stripped.length === 64) throw new TransactionFormatError('size64')
  const reader = new ByteReader(stripped)
  const version = Number(reader.uint(4))
  if (stripped[4] === 0 && stripped[5] === 1) throw new TransactionFormatError('witness')
  const inputCount = reader.varint()
  if (inputCount === 0) throw new TransactionFormatError('no_inputs')
  const inputs: TransactionInput[] = []
  for (let i = 0; i < inputCount; i++) {
    const txid = displayHash(reader.take(32))
    const vout = Number(reader.uint(4))
    const scriptSig = reader.take(reader.varint()).slice()
    inputs.push({ txid, vout, scriptSig, sequence: Number(reader.uint(4)) })
  }
  const outputCount = reader.varint()
  if (outputCount === 0) throw new TransactionFormatError('no_outputs')
  const outputs: TransactionOutput[] = []
  let sum = 0n
  for (let i = 0; i < outputCount; i++) {
    const sats = reader.uint(8)
    sum += sats
    if (sum > MAX_SATS) throw new TransactionFormatError('value_sum')
    outputs.push({ sats, script: reader.take(reader.varint()).slice() })
  }
  const lockTime = Number(reader.uint(4))
  if (!reader.done) throw new TransactionFormatError('trailing')
  return { txid: displayHash(sha256d(stripped)), version, inputs, outputs, lockTime }
}
