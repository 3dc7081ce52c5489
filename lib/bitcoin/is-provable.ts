/** `MAX_INPUTS` and `MAX_OUTPUTS` of contracts/src/libraries/BitcoinTx.sol. */
export const MAX_PARTS = 64

type Shape = Readonly<{ inputs: readonly Readonly<{ txid: string }>[]; outputs: readonly unknown[] }>

/** An input that spends nothing: only a coinbase has one. */
export const isNullOutpoint = ({ txid }: Readonly<{ txid: string }>): boolean => /^0+$/.test(txid)

/** Whether the contract accepts a transaction of this shape as evidence, known before it is in a block. */
export const isProvable = ({ inputs, outputs }: Shape): boolean =>
  inputs.length <= MAX_PARTS && outputs.length <= MAX_PARTS && !inputs.some(isNullOutpoint)
