import type { ParsedTransaction } from './parse-transaction.ts'

/** Whether a transaction creates new coins: its one input is the null outpoint. */
export const isCoinbase = ({ inputs }: Pick<ParsedTransaction, 'inputs'>): boolean =>
  inputs.length === 1 && inputs[0]?.txid === '0'.repeat(64) && inputs[0].vout === 0xffffffff
