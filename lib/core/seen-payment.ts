import type { Sat } from './units.ts'

/**
 * What was seen on Bitcoin of one output to a share's script. Confirmations 0 while in the mempool; `provable` false when
 * the contract can never accept it, so that it counts for nothing but the refund.
 */
export type SeenPayment = Readonly<{
  sats: Sat
  confirmations: number
  provable: boolean
  /** the contract counted it already: `DepositMinter.consumed` */
  counted?: boolean
  /** it is in no block yet, or not shown to be in one: whoever sent it can still take it back */
  waiting?: boolean
  /** true once another transaction, mined or waiting, takes the coin on */
  spent?: boolean
  /** its staker took it, in a block up to the refund height and deep enough to be proven */
  taken?: boolean
  /** the refund key takes it back, mined or waiting */
  reclaimed?: boolean
}>

/** @returns their sum in sats */
export const sumOf = (payments: readonly Pick<SeenPayment, 'sats'>[]): Sat =>
  payments.reduce((total, { sats }) => total + sats, 0n) as Sat
