import type { Hash, TransactionReceipt } from 'viem'
import { UserRejectedError } from '../errors/contract.ts'
import { WalletStoppedError } from '../errors/wallet.ts'
import type { ReadClient, WriteClient } from '../evm/clients.ts'
import type { ContractCall } from '../evm/contract-call.ts'
import { findSafeExecution } from '../evm/find-safe-execution.ts'
import { getContractError } from '../evm/get-contract-error.ts'
import { readAccountKind } from '../evm/read-account-kind.ts'
import { type Asked, readAsked } from '../evm/read-asked.ts'
import { writeCall } from '../evm/write-call.ts'
import { type FollowParts, followTransaction } from './follow-transaction.ts'
import { orStop } from './or-stop.ts'

/**
 * Where a transaction stands. The ways to fail are different outcomes: declined in the wallet, reverted on chain, replaced
 * by another of the same nonce, dropped by the network, or refused before it was sent.
 */
export type TransactionState =
  | Readonly<{ name: 'idle' }>
  | Readonly<{ name: 'checking' }>
  /** `asks`: what the wallet shows now; absent while it is a signature and no call */
  | Readonly<{ name: 'signing'; asks?: Asked }>
  /** in the hands of an account contract's owners; `hash` is a Safe's own, null for a batch */
  | Readonly<{ name: 'proposed'; hash: Hash | null }>
  | Readonly<{ name: 'sent'; hash: Hash }>
  | Readonly<{ name: 'included'; hash: Hash; block: number }>
  /** `indexed` false: the index is down or behind; the chain itself is done */
  | Readonly<{ name: 'done'; hash: Hash; block: number; indexed: boolean }>
  | Readonly<{ name: 'rejected' }>
  | Readonly<{ name: 'reverted'; hash: Hash }>
  /** `by` null: the other one could not be found */
  | Readonly<{ name: 'replaced'; by: Hash | null }>
  | Readonly<{ name: 'dropped'; hash: Hash | null }>
  | Readonly<{ name: 'failed'; error: unknown }>

export type TransactionParts = Readonly<{
  client: ReadClient
  wallet: WriteClient
  walletName: string
  call: ContractCall
  onState: (state: TransactionState) => void
  /** Runs once the hash is known: what must survive a reload is written here. */
  onHash?: (hash: Hash) => void
  /** Finds on chain what was asked for, by what it asked; for accounts whose own hashes the chain does not know (C29). */
  lookFor?: () => Promise<Hash | null>
  /** The person stops waiting for the wallet. */
  signal?: AbortSignal
  /** Newest block of the index; null while it does not answer. */
  indexedBlock: () => Promise<number | null>
  sleep: (milliseconds: number) => Promise<void>
}>

/** Whether a flow ended before anything left the wallet. One that the person stopped waiting for may still send it. */
export const wasNotSent = (state: TransactionState): boolean =>
  state.name === 'rejected' || (state.name === 'failed' && !(state.error instanceof WalletStoppedError))

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

/** What the wallet answered, and where the chain has it if that is not the same. */
export type Sent = Pick<FollowParts, 'hash' | 'resolve'>

/**
 * Sends by `send` and follows what was sent. An account contract answers with a hash that the chain does not know, or with
 * none: then the state is `proposed` until its owners have signed and it was executed.
 *
 * @returns the receipt of a transaction that succeeded, else null; `onState` was told why
 */
export async function runSent(
  parts: TransactionParts,
  send: (onAsk: () => void) => Promise<Sent>,
): Promise<TransactionReceipt | null> {
  const { client, walletName, call, onState, onHash, signal, sleep } = parts
  try {
    onState({ name: 'checking' })
    const asking = () => onState({ name: 'signing', asks: readAsked(call) })
    // what the wallet sends after the person stopped waiting is still written down
    const sending = send(asking).then((sent) => {
      if (sent.hash) onHash?.(sent.hash)
      return sent
    })
    const { hash, resolve } = await orStop(sending, walletName, signal)
    onState(resolve ? { name: 'proposed', hash } : hash ? { name: 'sent', hash } : { name: 'checking' })
    const told = (to: Hash) => {
      onHash?.(to)
      onState({ name: 'sent', hash: to })
    }
    const ended = await followTransaction({ client, hash, resolve, onHash: told, sleep })
    switch (ended.name) {
      case 'dropped':
        onState({ name: 'dropped', hash })
        return null
      case 'replaced':
        onState({ name: 'replaced', by: ended.by })
        return null
    }
    const { receipt } = ended
    if (!ended.succeeded) {
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

/** Where an account contract's own hash leads: by a Safe's events, and by what was asked for. Null for a plain key. */
async function executionOf(
  parts: TransactionParts,
): Promise<((hash: Hash) => FollowParts['resolve']) | null> {
  const { client, wallet, lookFor } = parts
  const { address } = wallet.account
  const kind = await readAccountKind(client, address).catch(() => 'key' as const)
  if (kind === 'key') return null
  const from = await client.getBlockNumber({ cacheTime: 0 })
  return (hash) => async () => {
    const executed = kind === 'safe' ? await findSafeExecution(client, address, hash, from) : null
    if (executed) return executed
    const asked = (await lookFor?.()) ?? null
    return asked && { hash: asked, succeeded: true }
  }
}

/** Simulates, sends and follows one transaction. */
export async function runTransaction(parts: TransactionParts): Promise<TransactionReceipt | null> {
  const { client, wallet, walletName, call } = parts
  return runSent(parts, async (onAsk) => {
    const execution = await executionOf(parts)
    const hash = await writeCall(client, wallet, call, walletName, onAsk)
    return { hash, resolve: execution?.(hash) ?? null }
  })
}
