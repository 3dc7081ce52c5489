import { BaseError } from './base-error.ts'

export type TransactionRule =
  | 'truncated'
  | 'varint'
  | 'trailing'
  | 'witness'
  | 'size64'
  | 'no_inputs'
  | 'no_outputs'
  | 'too_many_inputs'
  | 'too_many_outputs'
  | 'value_sum'
  | 'null_outpoint'
  | 'hex'

const said: Record<TransactionRule, string> = {
  truncated: 'the bytes end too early',
  varint: 'a length is not written in its shortest form',
  trailing: 'there are bytes after the end',
  witness: 'it carries witness data, but the txid is over the stripped form',
  size64: 'its stripped form has exactly 64 bytes, so it could pose as an inner node of the merkle tree',
  no_inputs: 'it has no inputs',
  no_outputs: 'it has no outputs',
  too_many_inputs: 'it has more inputs than are accepted',
  too_many_outputs: 'it has more outputs than are accepted',
  value_sum: 'its outputs add up to more than 21,000,000 BTC',
  null_outpoint: 'it creates new coins, as only the first of a block does',
  hex: 'it is not hexadecimal',
}

/** A transaction that the strict parser refuses. `rule` names why. */
export class TransactionFormatError extends BaseError {
  override name = 'TransactionFormatError'
  readonly rule: TransactionRule
  constructor(rule: TransactionRule) {
    super({
      code: `transaction.${rule}`,
      message: `This transaction is refused: ${said[rule]}.`,
      hint: 'Fetch the transaction again, from another Bitcoin source if it stays so.',
    })
    this.rule = rule
  }
}
