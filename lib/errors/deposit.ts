import { BaseError } from './base-error.ts'

/** A deposit that cannot go on as the page has shown it. */
export class DepositError extends BaseError {
  override name = 'DepositError'
}
export class DepositQuoteChangedError extends DepositError {
  override name = 'DepositQuoteChangedError'
  /** @param shown @param asked grief bonds in wei */
  constructor(shown: bigint, asked: bigint) {
    super({
      code: 'deposit.quote_changed',
      message: 'The grief bond rose while you were deciding.',
      hint: 'Read the new quote and send again.',
      params: { shown, asked },
    })
  }
}
