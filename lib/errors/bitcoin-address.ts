import { BaseError } from './base-error.ts'

/** Any Bitcoin address that cannot be used. Each reason has its own class. */
export class BitcoinAddressError extends BaseError {
  override name = 'BitcoinAddressError'
}
export class AddressEmptyError extends BitcoinAddressError {
  override name = 'AddressEmptyError'
  constructor() {
    super({ code: 'address.empty', message: 'No address was given.', hint: 'Paste a Bitcoin address.' })
  }
}
export class AddressUnreadableError extends BitcoinAddressError {
  override name = 'AddressUnreadableError'
  constructor(address: string, cause?: unknown) {
    super({
      code: 'address.unreadable',
      message: 'This is not a Bitcoin address.',
      hint: 'Copy the whole address from your wallet, with nothing before or after it.',
      params: { address: address.slice(0, 100) },
      cause,
    })
  }
}
export class AddressChecksumError extends BitcoinAddressError {
  override name = 'AddressChecksumError'
  constructor(address: string) {
    super({
      code: 'address.checksum',
      message: 'The checksum of this address is wrong: at least one character was changed.',
      hint: 'Copy it again from your wallet; do not correct it by hand.',
      params: { address: address.slice(0, 100) },
    })
  }
}
export class AddressNetworkError extends BitcoinAddressError {
  override name = 'AddressNetworkError'
  /** @param found networks the prefix can belong to @param expected network this deployment uses */
  constructor(address: string, prefix: string, found: readonly string[], expected: string) {
    super({
      code: 'address.network',
      message: `Addresses that begin with ${prefix} belong to ${found.join(', ')}; here it must be ${expected}.`,
      hint: `Switch your Bitcoin wallet to ${expected} and copy the address again.`,
      params: { address: address.slice(0, 100), prefix, found: found.join(', '), expected },
    })
  }
}
export class AddressIsEvmError extends BitcoinAddressError {
  override name = 'AddressIsEvmError'
  constructor(address: string) {
    super({
      code: 'address.evm',
      message: 'This is an EVM address: bitcoin can never be sent to it.',
      hint: 'Paste an address from a Bitcoin wallet.',
      params: { address: address.slice(0, 100) },
    })
  }
}
export class AddressWitnessVersionError extends BitcoinAddressError {
  override name = 'AddressWitnessVersionError'
  constructor(address: string, version: number) {
    super({
      code: 'address.witness_version',
      message: `Segwit version ${version} has no rules yet: anyone could spend coins sent there.`,
      hint: 'Use an address that begins with bc1q or bc1p (or this network’s own prefix).',
      params: { address: address.slice(0, 100), version },
    })
  }
}
