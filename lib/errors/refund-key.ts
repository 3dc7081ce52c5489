import { BaseError } from './base-error.ts'

/** Any refund key or address that could not take the coin back. Each reason has its own class. */
class RefundKeyError extends BaseError {
  override name = 'RefundKeyError'
}
export class RefundKeyUncompressedError extends RefundKeyError {
  override name = 'RefundKeyUncompressedError'
  constructor() {
    super({
      code: 'refund_key.uncompressed',
      message: 'This key is uncompressed; segwit scripts can only be spent with compressed keys.',
      hint: 'Use an address that begins with bc1q, or let the page make a refund key.',
    })
  }
}
export class RefundKeyInvalidError extends RefundKeyError {
  override name = 'RefundKeyInvalidError'
  constructor(cause?: unknown) {
    super({
      code: 'refund_key.invalid',
      message: 'This is not a public key on Bitcoin’s curve.',
      hint: 'Reconnect the wallet, or let the page make a refund key.',
      cause,
    })
  }
}
export class RefundAddressTaprootError extends RefundKeyError {
  override name = 'RefundAddressTaprootError'
  constructor(address: string) {
    super({
      code: 'refund_key.taproot',
      message: 'A Taproot address has no key hash, so the refund script cannot name it.',
      hint: 'Use a native segwit address (it begins with bc1q) or a nested one (3…).',
      params: { address },
    })
  }
}
export class RefundAddressScriptError extends RefundKeyError {
  override name = 'RefundAddressScriptError'
  constructor(address: string) {
    super({
      code: 'refund_key.script',
      message: 'This address belongs to a script, not to one key.',
      hint: 'Use an address of a single-key wallet, or let the page make a refund key.',
      params: { address },
    })
  }
}
export class RefundKeyMismatchError extends RefundKeyError {
  override name = 'RefundKeyMismatchError'
  constructor(address: string) {
    super({
      code: 'refund_key.mismatch',
      message: 'The public key does not belong to this address.',
      hint: 'Sign with the wallet that shows exactly this address.',
      params: { address },
    })
  }
}
export class RefundSignatureError extends RefundKeyError {
  override name = 'RefundSignatureError'
  constructor(address: string, cause?: unknown) {
    super({
      code: 'refund_key.signature',
      message: 'The signature does not prove that this address’s key is at hand.',
      hint: 'Sign exactly the text shown with this address. An address of an exchange cannot sign: let the page make a refund key instead.',
      params: { address },
      cause,
    })
  }
}
export class RecoveryFileError extends RefundKeyError {
  override name = 'RecoveryFileError'
  constructor(field: string, cause?: unknown) {
    super({
      code: 'refund_key.recovery_file',
      message: `This recovery file cannot be used: ${field} is missing or does not fit the rest.`,
      hint: 'Choose the file that was saved when the deposit was made, unchanged.',
      params: { field },
      cause,
    })
  }
}
