import {
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  decodeErrorResult,
  type Hex,
  HttpRequestError,
  RawContractError,
  TimeoutError,
  UserRejectedRequestError,
  BaseError as ViemError,
  InsufficientFundsError as ViemInsufficientFunds,
} from 'viem'
import { errorsAbi } from '../../contracts-abi/errors.ts'
import { BaseError } from '../errors/base-error.ts'
import {
  ContractError,
  ContractRevertError,
  ContractUnknownRevertError,
  InsufficientFundsError,
  RpcUnavailableError,
  UserRejectedError,
} from '../errors/contract.ts'

const isHex = (value: unknown): value is Hex => typeof value === 'string' && /^0x[0-9a-fA-F]*$/.test(value)

/** Revert bytes, wherever the endpoint or viem put them; null when there are none. */
const revertData = (error: ViemError): Hex | null => {
  const reverted = error.walk((inner) => inner instanceof ContractFunctionRevertedError)
  if (reverted instanceof ContractFunctionRevertedError && isHex(reverted.raw)) return reverted.raw
  const raw = error.walk((inner) => inner instanceof RawContractError)
  if (raw instanceof RawContractError) {
    const data = typeof raw.data === 'object' ? raw.data?.data : raw.data
    if (isHex(data)) return data
  }
  let found: Hex | null = null
  error.walk((inner) => {
    const data: unknown =
      typeof inner === 'object' && inner !== null && 'data' in inner ? inner.data : undefined
    if (isHex(data) && data.length >= 10) found = data
    return false
  })
  return found
}

const decode = (data: Hex, cause: unknown): BaseError => {
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: errorsAbi, data })
    const values = (args ?? []) as readonly unknown[]
    const named = abiItem.inputs?.map((input, at) => [input.name || String(at), values[at]] as const) ?? []
    return new ContractRevertError(errorName, Object.fromEntries(named), cause)
  } catch {
    return new ContractUnknownRevertError(data, cause)
  }
}

/**
 * Turns whatever viem threw into one typed error, once: reverts by their ABI name, declined requests, missing funds,
 * dead endpoints. Errors of our own pass unchanged.
 * @example try { await executeDeposit(…) } catch (error) { throw getContractError(error) }
 */
export const getContractError = (error: unknown): BaseError => {
  if (error instanceof BaseError) return error
  if (!(error instanceof ViemError))
    return new ContractError({
      code: 'contract.unknown',
      message: error instanceof Error ? error.message : 'The chain could not be reached.',
      hint: 'Try again.',
      cause: error,
    })
  const own = error.walk((inner) => inner instanceof BaseError)
  if (own instanceof BaseError) return own
  const has = (type: abstract new (...args: never[]) => Error) =>
    error.walk((inner) => inner instanceof type) !== null
  // EIP-1193: 4001 is the wallet's "declined".
  if (has(UserRejectedRequestError)) return new UserRejectedError(error)
  const data = revertData(error)
  if (data !== null && data !== '0x') return decode(data, error)
  if (has(ViemInsufficientFunds)) return new InsufficientFundsError(error)
  if (has(ContractFunctionRevertedError) || has(ContractFunctionZeroDataError))
    return new ContractUnknownRevertError(data, error)
  if (has(HttpRequestError) || has(TimeoutError)) return new RpcUnavailableError(error)
  return new ContractError({
    code: 'contract.failed',
    message: error.shortMessage,
    hint: 'Try again; if it stays so, choose another endpoint.',
    cause: error,
  })
}
