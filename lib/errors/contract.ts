import { BaseError } from './base-error.ts'

/** A failure while reading from or writing to a contract. */
export class ContractError extends BaseError {
  override name = 'ContractError'
}
/** The contract refused, and said why. `errorName` is the ABI name: the key of its sentence in `lib/copy`. */
export class ContractRevertError extends ContractError {
  override name = 'ContractRevertError'
  readonly errorName: string
  /** Arguments by their ABI names, as decoded. */
  readonly args: Readonly<Record<string, unknown>>
  constructor(errorName: string, args: Readonly<Record<string, unknown>>, cause?: unknown) {
    super({
      code: `contract.${errorName}`,
      message: `The contract refused: ${errorName}.`,
      hint: 'Nothing was changed on chain.',
      params: Object.fromEntries(
        Object.entries(args).map(([key, value]) => [
          key,
          typeof value === 'bigint' || typeof value === 'number' ? value : String(value),
        ]),
      ),
      cause,
    })
    this.errorName = errorName
    this.args = args
  }
}
/** The contract refused with bytes that no ABI here explains. */
export class ContractUnknownRevertError extends ContractError {
  override name = 'ContractUnknownRevertError'
  constructor(data: string | null, cause?: unknown) {
    super({
      code: 'contract.unknown_revert',
      message: 'The contract refused without a reason that is known here.',
      hint: 'Reload the page to get the newest version, then try again.',
      params: { data },
      cause,
    })
  }
}
export class InsufficientFundsError extends ContractError {
  override name = 'InsufficientFundsError'
  constructor(cause?: unknown) {
    super({
      code: 'contract.insufficient_funds',
      message: 'The account cannot pay for the value and the gas.',
      hint: 'Add native BTC to the account on this chain.',
      cause,
    })
  }
}
export class UserRejectedError extends ContractError {
  override name = 'UserRejectedError'
  constructor(cause?: unknown) {
    super({
      code: 'contract.user_rejected',
      message: 'The request was declined in the wallet.',
      hint: 'Nothing was sent. Start again when you are ready.',
      cause,
    })
  }
}
export class WrongChainError extends ContractError {
  override name = 'WrongChainError'
  constructor(expected: number, actual: number) {
    super({
      code: 'contract.wrong_chain',
      message: `The wallet is on chain ${actual}, not on ${expected}.`,
      hint: 'Switch the network in the wallet.',
      params: { expected, actual },
    })
  }
}
export class RpcUnavailableError extends ContractError {
  override name = 'RpcUnavailableError'
  constructor(cause?: unknown) {
    super({
      code: 'contract.rpc_unavailable',
      message: 'The chain’s endpoint does not answer.',
      hint: 'Try again, or choose another endpoint.',
      cause,
    })
  }
}

export type MismatchedPart = 'script' | 'witness_script' | 'state' | 'staker_key' | 'indexer_script'

/** T32: the address computed here is not the one that was offered. Nothing payable may be shown. */
export class DepositAddressMismatchError extends ContractError {
  override name = 'DepositAddressMismatchError'
  readonly part: MismatchedPart
  constructor(part: MismatchedPart, expected: string, actual: string) {
    super({
      code: `deposit_address.${part}`,
      message: 'The Bitcoin address computed here is not the one that was offered.',
      hint: 'Do not pay. Reload from a connection you trust; if it stays so, report it.',
      params: { expected, actual },
    })
    this.part = part
  }
}
