import { TransactionFormatError } from '../errors/transaction.ts'
import { type ParsedTransaction, parseTransaction } from './parse-transaction.ts'

/** `MAX_INPUTS` and `MAX_OUTPUTS` of contracts/src/libraries/BitcoinProofs.sol. */
const MAX_PARTS = 64

/**
 * Reads a stripped transaction that is to be proven: as `parseTransaction`, and within what the contract accepts.
 * @throws {TransactionFormatError} also for more than 64 inputs or outputs, and for a coinbase (T5)
 */
export const parseProvable = (stripped: Uint8Array): ParsedTransaction => {
  const transaction = parseTransaction(stripped)
  if (transaction.inputs.length > MAX_PARTS) throw new TransactionFormatError('too_many_inputs')
  if (transaction.outputs.length > MAX_PARTS) throw new TransactionFormatError('too_many_outputs')
  if (transaction.inputs.some(({ txid }) => /^0+$/.test(txid)))
    throw new TransactionFormatError('null_outpoint')
  return transaction
}
