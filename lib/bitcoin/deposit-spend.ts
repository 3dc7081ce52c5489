import { fromHex } from './from-hex.ts'
import { parseTransaction } from './parse-transaction.ts'
import { refundBranch } from './refund-branch.ts'
import { stripTransaction } from './strip-transaction.ts'
import { transactionWitnesses } from './transaction-witnesses.ts'

/** Which branch of a deposit script a spend went through. */
export type DepositSpender = 'staker' | 'depositor'

/**
 * Who spent a deposit's coin, as its witness shows: the selector 01 opens the staker's branch, an empty one the
 * depositor's. A txid does not commit to witnesses, so this is the Bitcoin source's word.
 * @param rawHex the spending transaction @param txid @param vout the coin
 * @returns null when the transaction does not spend it, or the witness is of another form
 */
export const depositSpend = (rawHex: string, txid: string, vout: number): DepositSpender | null => {
  const raw = fromHex(rawHex)
  const at = parseTransaction(stripTransaction(raw)).inputs.findIndex(
    (input) => input.txid === txid && input.vout === vout,
  )
  const items = transactionWitnesses(raw)[at] ?? []
  const script = items.at(-1)
  const selector = items.at(-2)
  if (!script || !selector || refundBranch(script) === null) return null
  if (items.length === 3 && selector.length === 1 && selector[0] === 1) return 'staker'
  return items.length === 4 && selector.length === 0 ? 'depositor' : null
}
