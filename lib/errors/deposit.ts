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
/** Somebody has paid since the page was drawn: nothing more is sent before the person has seen it. */
export class DepositPaidError extends DepositError {
  override name = 'DepositPaidError'
  constructor() {
    super({
      code: 'deposit.paid_meanwhile',
      message: 'A payment to this address was seen just now.',
      hint: 'Nothing was sent. Look at what the page shows now.',
    })
  }
}

export type NamedPaymentRule = 'unreadable' | 'not_served' | 'other_address'
const namedSaid: Record<NamedPaymentRule, readonly [string, string]> = {
  unreadable: [
    'This is neither a txid nor a transaction.',
    'Paste the txid, txid:output, or the raw transaction.',
  ],
  not_served: ['No Bitcoin source gives this transaction.', 'Paste the raw transaction in hex instead.'],
  other_address: [
    'This transaction does not pay the address of this deposit.',
    'Look for the one that does in your wallet.',
  ],
}
/** A payment that was named by its transaction and cannot be used. `rule` names why. */
export class NamedPaymentError extends DepositError {
  override name = 'NamedPaymentError'
  readonly rule: NamedPaymentRule
  constructor(rule: NamedPaymentRule, cause?: unknown) {
    const [message, hint] = namedSaid[rule]
    super({ code: `deposit.payment_${rule}`, message, hint, cause })
    this.rule = rule
  }
}
