import {
  type Address,
  type Hash,
  type Hex,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import type { ReadClient } from '../evm/clients.ts'

/** Under which transaction the chain has what an account contract was asked for, and whether its call went through. */
export type Execution = Readonly<{ hash: Hash; succeeded: boolean }>

/**
 * How a transaction that was sent ended. `succeeded` false: it is in a block and changed nothing. `by` is null where the
 * one that took its place could not be found.
 */
export type FollowedTransaction =
  | Readonly<{ name: 'mined'; receipt: TransactionReceipt; succeeded: boolean }>
  | Readonly<{ name: 'replaced'; by: Hash | null }>
  | Readonly<{ name: 'dropped' }>

export type FollowParts = Readonly<{
  client: ReadClient
  /** what the wallet answered; null for a batch, which has none */
  hash: Hash | null
  /**
   * Where the wallet's answer is not the chain's hash: looks for the execution. It answers null while there is none, and
   * `refused` when there will be none.
   */
  resolve: (() => Promise<Execution | 'refused' | null>) | null
  /** A wallet raised the fee, or an account contract executed: from now on this is its hash. */
  onHash: (hash: Hash) => void
  sleep: (milliseconds: number) => Promise<void>
}>

/** Looks, a second apart. Wallets with relays of their own show a transaction to nobody for a while. */
const LOOKS_UNTIL_DROPPED = 90
/** Looks in which blocks of a slow endpoint may still arrive. */
const LOOKS_FOR_REPLACEMENT = 10
/** Looks that may fail one after another before it is the endpoint that is gone. */
const FAILURES = 30
const BLOCKS_TO_SEARCH = 60n

type Seen = Readonly<{
  from: Address
  nonce: number
  to: Address | null
  input: Hex
  value: bigint
  at: bigint
}>

const unlessMissing = (error: unknown): null => {
  if (error instanceof TransactionNotFoundError || error instanceof TransactionReceiptNotFoundError)
    return null
  throw error
}

/** The transaction that used up `seen`'s nonce, searched backwards from the newest block. */
async function replacementOf(client: ReadClient, seen: Seen): Promise<(Seen & { hash: Hash }) | null> {
  const head = await client.getBlockNumber({ cacheTime: 0 })
  const oldest = head - seen.at > BLOCKS_TO_SEARCH ? head - BLOCKS_TO_SEARCH : seen.at
  for (let at = head; at >= oldest && at >= 0n; at--) {
    const { transactions } = await client.getBlock({ blockNumber: at, includeTransactions: true })
    const by = transactions.find(
      ({ from, nonce }) => nonce === seen.nonce && from.toLowerCase() === seen.from.toLowerCase(),
    )
    if (by) return { ...by, at }
  }
  return null
}

const isSameCall = (a: Seen, b: Seen) =>
  a.to?.toLowerCase() === b.to?.toLowerCase() && a.input === b.input && a.value === b.value

/**
 * Follows what was sent until the chain has decided (C30). Mined, replaced and dropped are told apart: the same call with
 * another fee is the same transaction, another of the same nonce replaced it, and one that no node knows any more without
 * its nonce being used was dropped. An account contract's own hash never appears on chain (C29): `resolve` says under which
 * it was executed, however long its owners take.
 *
 * @throws what the endpoint threw, once it has failed thirty times in a row
 */
export async function followTransaction(parts: FollowParts): Promise<FollowedTransaction> {
  const { client, resolve, onHash, sleep } = parts
  let { hash } = parts
  let succeeded = true
  let seen: Seen | null = null
  let missing = 0
  let failures = 0
  for (;;) {
    try {
      const receipt = hash && (await client.getTransactionReceipt({ hash }).catch(unlessMissing))
      if (receipt) return { name: 'mined', receipt, succeeded: succeeded && receipt.status === 'success' }
      const waiting = hash && (await client.getTransaction({ hash }).catch(unlessMissing))
      if (waiting) {
        missing = 0
        seen ??= { ...waiting, at: await client.getBlockNumber({ cacheTime: 0 }) }
      } else if (resolve) {
        const found = await resolve()
        if (found === 'refused') return { name: 'dropped' }
        if (found) {
          hash = found.hash
          succeeded = found.succeeded
          onHash(hash)
        }
      } else if (seen && (await client.getTransactionCount({ address: seen.from })) > seen.nonce) {
        const by = await replacementOf(client, seen)
        if (by && !isSameCall(by, seen)) return { name: 'replaced', by: by.hash }
        if (by) {
          hash = by.hash
          onHash(hash)
        } else if (++missing >= LOOKS_FOR_REPLACEMENT) return { name: 'replaced', by: null }
      } else if (++missing >= LOOKS_UNTIL_DROPPED) return { name: 'dropped' }
      failures = 0
    } catch (error) {
      if (++failures >= FAILURES) throw error
    }
    // owners of an account contract take their time; asking for events costs an endpoint more
    await sleep(resolve ? 3_000 : 1_000)
  }
}
