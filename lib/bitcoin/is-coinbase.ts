import type { ParsedTransaction } from './parse-transaction.ts'

/** Whether a transaction creates new coins: its only input is the null outpoint, in either half (T5). */
export const isCoinbase = ({ inputs }: Pick<ParsedTransaction, 'inputs'>): boolean =>
  inputs.length === 1 && inputs[0]?.txid === '0'.repeat(64) && inputs[0].vout === 0xffffffff
