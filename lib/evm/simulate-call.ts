import type { Account, Address, StateOverride } from 'viem'
import type { ReadClient } from './clients.ts'
import type { ContractCall } from './contract-call.ts'
import { getContractError } from './get-contract-error.ts'

/**
 * Runs a call as its sender on the newest state; nothing is sent.
 * @param supposed state that an earlier call of the same batch will have made
 * @returns what the function would return, as decoded
 * @throws {ContractRevertError} naming the contract's own error @throws {ContractError}
 */
export const simulateCall = async (
  client: ReadClient,
  account: Account | Address,
  { value, ...call }: ContractCall,
  supposed?: StateOverride,
): Promise<unknown> => {
  try {
    const { result } = await client.simulateContract({
      ...call,
      account,
      ...(value > 0n ? { value } : {}),
      ...(supposed ? { stateOverride: supposed } : {}),
    })
    return result
  } catch (error) {
    throw getContractError(error)
  }
}
