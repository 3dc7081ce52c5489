import type { Hash } from 'viem'
import { WrongChainError } from '../errors/contract.ts'
import { checkWallet } from './check-wallet.ts'
import type { ReadClient, WriteClient } from './clients.ts'
import type { ContractCall } from './contract-call.ts'
import { encodeCall } from './encode-call.ts'
import { getContractError } from './get-contract-error.ts'
import { simulateCall } from './simulate-call.ts'

/**
 * Simulates a call, then sends it. A wallet on another chain, or with another account, is refused before anything is
 * signed, and looked at again in the moment of sending (T34, C27); a call that would revert is refused too (C24).
 * @param walletName for the sentence of a refusal
 * @param onAsk runs when all is checked and the wallet is asked
 * @returns what the wallet answered; waiting for it is the caller's
 * @throws {WrongChainError} @throws {WalletLockedError} @throws {WalletAccountChangedError}
 * @throws {ContractRevertError} @throws {UserRejectedError} @throws {ContractError}
 */
export const writeCall = async (
  client: ReadClient,
  wallet: WriteClient,
  call: ContractCall,
  walletName = 'The wallet',
  onAsk?: () => void,
): Promise<Hash> => {
  try {
    await checkWallet(wallet, walletName)
    const read = await client.getChainId()
    if (read !== wallet.chain.id) throw new WrongChainError(wallet.chain.id, read)
    await simulateCall(client, wallet.account.address, call)
    await checkWallet(wallet, walletName)
    onAsk?.()
    return await wallet.sendTransaction(encodeCall(call))
  } catch (error) {
    throw getContractError(error)
  }
}
