import { BaseError } from './base-error.ts'

/** A withdrawal that cannot go on as the page has shown it. */
class WithdrawError extends BaseError {
  override name = 'WithdrawError'
}
export class WithdrawalQuoteChangedError extends WithdrawError {
  override name = 'WithdrawalQuoteChangedError'
  /** @param shown @param now what would arrive in all, in sats */
  constructor(shown: bigint, now: bigint) {
    super({
      code: 'withdraw.quote_changed',
      message: 'Less would arrive than you were shown.',
      hint: 'Read the new figures and send again.',
      params: { shown, now },
    })
  }
}
export class WithdrawalBalanceError extends WithdrawError {
  override name = 'WithdrawalBalanceError'
  /** @param sats asked for @param balance what the account holds, both in sats */
  constructor(sats: bigint, balance: bigint) {
    super({
      code: 'withdraw.balance',
      message: 'The account holds less qpBTC than that.',
      hint: 'Type a smaller amount, or withdraw everything.',
      params: { sats, balance },
    })
  }
}
export class MinerFeeRangeError extends WithdrawError {
  override name = 'MinerFeeRangeError'
  /** @param limit most that the contract takes, in sats */
  constructor(limit: bigint) {
    super({
      code: 'withdraw.miner_fee',
      message: `A miner fee is a whole number of sats from 1 to ${limit}.`,
      hint: 'Type whole sats, without a point.',
      params: { limit },
    })
  }
}
export class StakerPayoutError extends WithdrawError {
  override name = 'StakerPayoutError'
  constructor() {
    super({
      code: 'withdraw.staker_address',
      message: 'This address belongs to a staker of the bridge.',
      hint: 'Use an address of your own wallet: a staker’s payment to itself would prove nothing.',
    })
  }
}
export class AddressEndingError extends WithdrawError {
  override name = 'AddressEndingError'
  constructor() {
    super({
      code: 'withdraw.ending',
      message: 'These are not the last characters of the address above.',
      hint: 'Compare with your wallet: if it shows others, the address above was changed on its way here.',
    })
  }
}
