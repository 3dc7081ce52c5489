import { BaseError } from './base-error.ts'

/** A deposit that cannot go on as the page has shown it. */
class DepositError extends BaseError {
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

export type RecipientRule = 'empty' | 'unreadable' | 'checksum' | 'bitcoin' | 'zero' | 'bridge'
const recipientSaid: Record<RecipientRule, string> = {
  empty: 'No recipient is named.',
  unreadable: 'This is not an EVM address.',
  checksum: 'The capitals in this address do not fit: at least one character was changed.',
  bitcoin: 'This is a Bitcoin address; qpBTC arrives on the EVM chain.',
  zero: 'Nobody owns this address: what arrives there is lost.',
  bridge: 'This address is one of the bridge’s own contracts: what arrives there is lost.',
}
/** A recipient that must not receive qpBTC. `rule` names why. */
export class DepositRecipientError extends DepositError {
  override name = 'DepositRecipientError'
  readonly rule: RecipientRule
  constructor(rule: RecipientRule) {
    super({
      code: `deposit.recipient_${rule}`,
      message: recipientSaid[rule],
      hint: 'Paste your own EVM address, which begins with 0x.',
    })
    this.rule = rule
  }
}

export type RefundRule = 'missing' | 'unproven' | 'unsaved'
const refundSaid: Record<RefundRule, readonly [string, string]> = {
  missing: ['No refund key is chosen.', 'Choose who can take the BTC back if it is never minted.'],
  unproven: ['Nobody has shown yet that this address can sign.', 'Sign the text with its wallet.'],
  unsaved: ['The recovery file is not saved yet.', 'Save it first: without it nobody can take the BTC back.'],
}
/** A refund key that is not settled yet. */
export class DepositRefundError extends DepositError {
  override name = 'DepositRefundError'
  readonly rule: RefundRule
  constructor(rule: RefundRule) {
    super({ code: `deposit.refund_${rule}`, message: refundSaid[rule][0], hint: refundSaid[rule][1] })
    this.rule = rule
  }
}
