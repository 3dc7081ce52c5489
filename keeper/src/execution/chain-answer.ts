import { ExecutionRevertedError, TransactionReceiptNotFoundError, BaseError as ViemError } from 'viem'
import { ContractRevertError, ContractUnknownRevertError } from '../../../lib/errors/contract.ts'
import { getContractError } from '../../../lib/evm/get-contract-error.ts'

/**
 * True when the error is the chain's own answer (a revert, no such receipt) and another endpoint would say the same;
 * false when it is the endpoint that failed.
 */
export function isChainAnswer(error: unknown): boolean {
  return error instanceof TransactionReceiptNotFoundError || revertReason(error) !== null
}

/**
 * Why a call reverted: the ABI name of the custom error, or what is known about a revert that no ABI here explains.
 * Null when it did not revert.
 */
export function revertReason(error: unknown): string | null {
  const known = getContractError(error)
  if (known instanceof ContractRevertError) return known.errorName
  if (known instanceof ContractUnknownRevertError) return `unknown revert ${String(known.params.data ?? '')}`
  if (!(error instanceof ViemError)) return null
  return error.walk((cause) => cause instanceof ExecutionRevertedError) === null
    ? null
    : 'revert without reason'
}
