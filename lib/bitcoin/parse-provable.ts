import { TransactionFormatError } from '../errors/transaction.ts'
import { isNullOutpoint, MAX_PARTS } from './is-provable.ts'
import { type ParsedTransaction, parseTransaction } from './parse-transaction.ts'

/**
 * Reads a stripped transaction that is to be proven: as `parseTransaction`, and within what the contract accepts.
 * @throws {TransactionFormatError} also for more than 64 inputs or outputs, and for a coinbase (T5)
 */
export const parseProvable = (stripped: Uint8Array): ParsedTransaction => {
  const transaction = parseTransaction(stripped)
  if (transaction.inputs.length > MAX_PARTS) throw new TransactionFormatError('too_many_inputs')
  if (transaction.outputs.length > MAX_PARTS) throw new TransactionFormatError('too_many_outputs')
  if (transaction.inputs.some(isNullOutpoint)) throw new TransactionFormatError('null_outpoint')
  return transaction
}
