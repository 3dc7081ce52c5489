import { BaseError } from './base-error.ts'

/** Any reason for which a coin cannot be taken back in the way that was asked for. Nothing is ever lost by one of them. */
class RecoverError extends BaseError {
  override name = 'RecoverError'
}

export type RecoverOrderRule =
  | 'no_coins'
  | 'too_many_coins'
  | 'duplicate_coin'
  | 'script'
  | 'payout_script'
  | 'payout_self'
  | 'address_end'
  | 'fee_rate'
  | 'fee_unconfirmed'
  | 'fee_not_higher'
  | 'dust'
const orderSaid: Record<RecoverOrderRule, readonly [what: string, next: string]> = {
  no_coins: ['There is no coin to take back.', 'Wait until a Bitcoin source shows the payment.'],
  too_many_coins: [
    'These are too many coins for one transaction.',
    'Take them back in several transactions.',
  ],
  duplicate_coin: ['One coin is named twice.', 'Reload the page.'],
  script: ['The script is not the one of a deposit with this refund key and height.', 'Reload the page.'],
  payout_script: [
    'Bitcoin nodes do not relay payments to this script.',
    'Use an address of your own wallet: P2PKH, P2SH, P2WPKH, P2WSH or P2TR.',
  ],
  payout_self: [
    'This is the deposit’s own address: the coin would be locked there again.',
    'Use an address of your own wallet.',
  ],
  address_end: [
    'These are not the last characters of the address.',
    'Compare the address with your wallet’s, and type its last four characters from there.',
  ],
  fee_rate: ['This fee rate is outside what makes sense.', 'Choose a rate between the bounds.'],
  fee_unconfirmed: ['The fee takes a large part of the coins.', 'Confirm the fee, or choose a lower rate.'],
  fee_not_higher: [
    'Bitcoin nodes take a replacement only when it pays enough more than what it replaces.',
    'Choose a higher rate.',
  ],
  dust: [
    'What would arrive is under what Bitcoin nodes relay.',
    'Choose a lower fee rate, or wait for lower fees.',
  ],
}
/** A recovery that cannot be built. `rule` names why. */
export class RecoverOrderError extends RecoverError {
  override name = 'RecoverOrderError'
  readonly rule: RecoverOrderRule
  constructor(rule: RecoverOrderRule, params: Record<string, string | number | bigint> = {}) {
    const [message, hint] = orderSaid[rule]
    super({ code: `recover.${rule}`, message, hint, params })
    this.rule = rule
  }
}

export type RecoverSignedRule =
  | 'unreadable'
  | 'changed_inputs'
  | 'changed_outputs'
  | 'changed_lock_time'
  | 'changed_sequence'
  | 'changed_form'
  | 'unsigned'
  | 'other_key'
  | 'sighash_type'
  | 'high_s'
  | 'signature'
  | 'witness'
const signedSaid: Record<RecoverSignedRule, string> = {
  unreadable: 'it is neither a PSBT nor a transaction',
  changed_inputs: 'it spends other coins',
  changed_outputs: 'it pays another address or another amount',
  changed_lock_time: 'its lock time is not the refund height',
  changed_sequence: 'the sequence of an input was changed',
  changed_form: 'its version or form was changed',
  unsigned: 'an input is not signed',
  other_key: 'it is signed by another key than the refund key',
  sighash_type: 'its signature does not cover the whole transaction (SIGHASH_ALL)',
  high_s: 'its signature is written in a form that Bitcoin nodes do not relay (high s)',
  signature: 'its signature is not valid for this transaction',
  witness: 'the witness that was put together does not hold',
}
/** What came back from a wallet is not the signed transaction that was asked for. `rule` names why. */
export class RecoverSignedError extends RecoverError {
  override name = 'RecoverSignedError'
  readonly rule: RecoverSignedRule
  constructor(rule: RecoverSignedRule, params: Record<string, string | number> = {}, cause?: unknown) {
    super({
      code: `recover.${rule}`,
      message: `This cannot be used: ${signedSaid[rule]}.`,
      hint: 'Nothing was sent. Sign the PSBT of this page, unchanged, with the refund key.',
      params,
      cause,
    })
    this.rule = rule
  }
}

export type RecoverFileRule = 'file_network' | 'file_bridge' | 'file_deposit' | 'file_key'
const fileSaid: Record<RecoverFileRule, string> = {
  file_network: 'another Bitcoin network',
  file_bridge: 'another bridge',
  file_deposit: 'another deposit',
  file_key: 'another refund key',
}
/** A recovery file that is sound and belongs to something else. `rule` names what. */
export class RecoverFileError extends RecoverError {
  override name = 'RecoverFileError'
  readonly rule: RecoverFileRule
  constructor(rule: RecoverFileRule, params: Record<string, string | number> = {}) {
    super({
      code: `recover.${rule}`,
      message: `This recovery file belongs to ${fileSaid[rule]}.`,
      hint: 'Choose the file that was saved when this deposit was requested.',
      params,
    })
    this.rule = rule
  }
}

export type RecoverSendRule = 'too_early' | 'coins_moved' | 'wrong_wallet_key' | 'not_ready'
const sendSaid: Record<RecoverSendRule, readonly [what: string, next: string]> = {
  too_early: [
    'Bitcoin has not reached the refund height yet.',
    'Wait for it; nobody can mint this deposit meanwhile.',
  ],
  coins_moved: ['A coin was spent meanwhile.', 'Look at what this page shows now.'],
  wrong_wallet_key: [
    'The connected wallet does not hold the refund key.',
    'Choose the account in it that the deposit was requested with, or use the PSBT.',
  ],
  not_ready: ['The chain has not said yet what can be taken back.', 'Wait a moment and try again.'],
}
/** A recovery that must not, or cannot, go out now. `rule` names why. */
export class RecoverSendError extends RecoverError {
  override name = 'RecoverSendError'
  readonly rule: RecoverSendRule
  constructor(rule: RecoverSendRule, params: Record<string, string | number> = {}) {
    const [message, hint] = sendSaid[rule]
    super({ code: `recover.${rule}`, message, hint, params })
    this.rule = rule
  }
}
