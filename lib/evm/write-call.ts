import type { Hash } from 'viem'
import { WrongChainError } from '../errors/contract.ts'
import type { ReadClient, WriteClient } from './clients.ts'
import type { ContractCall } from './contract-call.ts'
import { encodeCall } from './encode-call.ts'
import { getContractError } from './get-contract-error.ts'
import { simulateCall } from './simulate-call.ts'

/**
 * Simulates a call, then sends it. A wallet on another chain is refused before anything is signed (T34), and so is a call
 * that would revert (C24).
 * @returns the transaction's hash; waiting for it is the caller's
 * @throws {WrongChainError} @throws {ContractRevertError} @throws {UserRejectedError} @throws {ContractError}
 */
export const writeCall = async (
  client: ReadClient,
  wallet: WriteClient,
  call: ContractCall,
): Promise<Hash> => {
  try {
    const [actual, expected] = await Promise.all([wallet.getChainId(), client.getChainId()])
    if (actual !== expected) throw new WrongChainError(expected, actual)
    await simulateCall(client, wallet.account.address, call)
    return await wallet.sendTransaction(encodeCall(call))
  } catch (error) {
    throw getContractError(error)
  }
}
