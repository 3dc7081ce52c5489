import type { HDAccount } from 'viem/accounts'
import type { ContractCall } from '../../lib/evm/contract-call.ts'
import { encodeCall } from '../../lib/evm/encode-call.ts'
import { getContractError } from '../../lib/evm/get-contract-error.ts'
import type { EvmClient } from './client.ts'
import { settle } from './settle.ts'

/**
 * Sends one account's calls in order and puts them into a block.
 * @throws the decoded revert of the first that fails
 */
export async function send(evm: EvmClient, account: HDAccount, ...calls: ContractCall[]): Promise<void> {
  for (const call of calls) {
    try {
      await settle(evm, [await evm.sendTransaction({ account, ...encodeCall(call) })])
    } catch (error) {
      throw getContractError(error)
    }
  }
}
