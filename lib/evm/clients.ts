import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem'

/** What every read takes: any viem client that can read. */
export type ReadClient = PublicClient<Transport, Chain | undefined>
/** What every write takes: a client with its account and chain. */
export type WriteClient = WalletClient<Transport, Chain, Account>
