import type { Hash, TransactionReceipt } from 'viem'
import { UserRejectedError } from '../errors/contract.ts'
import { WalletAccountChangedError } from '../errors/wallet.ts'
import type { ReadClient, WriteClient } from '../evm/clients.ts'
import type { ContractCall } from '../evm/contract-call.ts'
import { getContractError } from '../evm/get-contract-error.ts'
import { writeCall } from '../evm/write-call.ts'

/**
 * Where a transaction stands. The four ways to fail are four different outcomes: declined in the wallet, reverted on
 * chain, replaced by another of the same nonce, or refused before it was sent.
 */
export type TransactionState =
  | Readonly<{ name: 'idle' }>
  | Readonly<{ name: 'checking' }>
  | Readonly<{ name: 'signing' }>
  | Readonly<{ name: 'sent'; hash: Hash }>
  | Readonly<{ name: 'included'; hash: Hash; block: number }>
  /** `indexed` false: the index is down or behind; the chain itself is done */
  | Readonly<{ name: 'done'; hash: Hash; block: number; indexed: boolean }>
  | Readonly<{ name: 'rejected' }>
  | Readonly<{ name: 'reverted'; hash: Hash }>
  | Readonly<{ name: 'replaced'; hash: Hash; by: Hash }>
  | Readonly<{ name: 'failed'; error: unknown }>

export type TransactionParts = Readonly<{
  client: ReadClient
  wallet: WriteClient
  walletName: string
  call: ContractCall
  onState: (state: TransactionState) => void
  /** Runs once the hash is known: what must survive a reload is written here. */
  onHash?: (hash: Hash) => void
  /** Newest block of the index; null while it does not answer. */
  indexedBlock: () => Promise<number | null>
  sleep: (milliseconds: number) => Promise<void>
}>

const INDEX_TRIES = 20
const INDEX_SILENCE = 3

/**
 * Waits until the index has reached `block`, so that lists agree with what was just done.
 *
 * @returns false when the index does not answer, or stays behind for twenty seconds: say so and go on
 */
export async function waitForIndex(
  block: number,
  { indexedBlock, sleep }: Pick<TransactionParts, 'indexedBlock' | 'sleep'>,
): Promise<boolean> {
  let silent = 0
  for (let tries = 0; tries < INDEX_TRIES; tries++) {
    const at = await indexedBlock().catch(() => null)
    if (at !== null && at >= block) return true
    silent = at === null ? silent + 1 : 0
    if (silent >= INDEX_SILENCE) return false
    await sleep(1_000)
  }
  return false
}

/**
 * Simulates, sends and follows one transaction: replacements by the wallet are followed to the one that was mined (C30).
 *
 * @returns the receipt of a transaction that succeeded, else null; `onState` was told why
 */
export async function runTransaction(parts: TransactionParts): Promise<TransactionReceipt | null> {
  const { client, wallet, walletName, call, onState, onHash } = parts
  try {
    onState({ name: 'checking' })
    const accounts = await wallet.getAddresses()
    if (!accounts.some((account) => account.toLowerCase() === wallet.account.address.toLowerCase()))
      throw new WalletAccountChangedError(walletName)
    onState({ name: 'signing' })
    const hash = await writeCall(client, wallet, call)
    onHash?.(hash)
    onState({ name: 'sent', hash })
    let replacedBy: Hash | null = null
    const receipt = await client.waitForTransactionReceipt({
      hash,
      timeout: 0,
      onReplaced: ({ reason, transaction }) => {
        if (reason === 'repriced') onHash?.(transaction.hash)
        else replacedBy = transaction.hash
      },
    })
    if (replacedBy !== null) {
      onState({ name: 'replaced', hash, by: replacedBy })
      return null
    }
    if (receipt.status === 'reverted') {
      onState({ name: 'reverted', hash: receipt.transactionHash })
      return null
    }
    const block = Number(receipt.blockNumber)
    onState({ name: 'included', hash: receipt.transactionHash, block })
    const indexed = await waitForIndex(block, parts)
    onState({ name: 'done', hash: receipt.transactionHash, block, indexed })
    return receipt
  } catch (cause) {
    const error = getContractError(cause)
    onState(error.find(UserRejectedError) ? { name: 'rejected' } : { name: 'failed', error })
    return null
  }
}
