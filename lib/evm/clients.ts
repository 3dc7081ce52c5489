import type { Address, Chain, Hash, Hex, PublicClient, Transport } from 'viem'

/**
 * What every read takes: any viem client that can read. Only what is used is named, so that a browser can bring a client
 * of just these and leave the rest of viem at home.
 */
export type ReadClient = Pick<
  PublicClient<Transport, Chain | undefined>,
  | 'readContract'
  | 'simulateContract'
  | 'getBlock'
  | 'getBlockNumber'
  | 'getChainId'
  | 'getCode'
  | 'getTransactionCount'
  | 'getContractEvents'
  | 'getTransaction'
  | 'getTransactionReceipt'
>
/** What every write takes: an account on a chain that signs and sends. Any viem wallet client with both is one. */
export type WriteClient = Readonly<{
  account: Readonly<{ address: Address }>
  chain: Readonly<{ id: number }>
  getChainId: () => Promise<number>
  /** accounts that the wallet gives access to now */
  getAddresses: () => Promise<readonly Address[]>
  sendTransaction: (transaction: { to: Address; data: Hex; value: bigint }) => Promise<Hash>
}>
/**
 * What an ERC-2612 permit takes: EIP-712 over JSON, as `eth_signTypedData_v4` has it. Not every account can: a Safe answers
 * with something else, or not at all.
 */
export type TypedDataSigner = Readonly<{ signTypedData: (json: string) => Promise<Hex> }>
/**
 * EIP-5792: several calls as one, all or none. `id` is the wallet's own name for it; `status` as the EIP numbers them.
 */
export type BatchSender = Readonly<{
  /** whether the wallet does so on this chain now, without changing the account first */
  canBatch: () => Promise<boolean>
  sendCalls: (calls: readonly { to: Address; data: Hex; value: bigint }[]) => Promise<string>
  getCallsStatus: (id: string) => Promise<Readonly<{ status: number; hashes: readonly Hash[] }>>
}>
