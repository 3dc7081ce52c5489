import { WrongChainError } from '../errors/contract.ts'
import { WalletAccountChangedError, WalletLockedError } from '../errors/wallet.ts'
import type { WriteClient } from './clients.ts'

/**
 * Refuses a wallet that is not where the page believes it to be. People switch networks and accounts in the middle of
 * things, and a call that is right on one chain may mean something else on another (T34, C25–C27).
 * @throws {WrongChainError} @throws {WalletLockedError} @throws {WalletAccountChangedError}
 */
export async function checkWallet(wallet: WriteClient, name: string): Promise<void> {
  const chainId = await wallet.getChainId()
  if (chainId !== wallet.chain.id) throw new WrongChainError(wallet.chain.id, chainId)
  const accounts = await wallet.getAddresses()
  if (accounts.length === 0) throw new WalletLockedError(name)
  const own = wallet.account.address.toLowerCase()
  if (!accounts.some((account) => account.toLowerCase() === own)) throw new WalletAccountChangedError(name)
}
