import { type Address, type Hash, parseAbi } from 'viem'
import type { ReadClient } from './clients.ts'
import { searchBlocks } from './search-blocks.ts'

const names = ['ExecutionSuccess', 'ExecutionFailure'] as const
// Safe 1.4 indexes the hash, Safe 1.3 does not; the topic of the event is the same, so each is decoded for itself.
const versions = [
  parseAbi([
    'event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)',
    'event ExecutionFailure(bytes32 indexed txHash, uint256 payment)',
  ]),
  parseAbi([
    'event ExecutionSuccess(bytes32 txHash, uint256 payment)',
    'event ExecutionFailure(bytes32 txHash, uint256 payment)',
  ]),
] as const

/**
 * The transaction in which a Safe executed what its owners signed, by the hash that the Safe gave it.
 * @param fromBlock block before which it cannot be
 * @returns null while it was not executed
 * @throws what the endpoint threw
 */
export async function findSafeExecution(
  client: ReadClient,
  safe: Address,
  safeTxHash: Hash,
  fromBlock: bigint,
): Promise<{ hash: Hash; succeeded: boolean } | null> {
  return searchBlocks(client, fromBlock, async (range) => {
    for (const abi of versions)
      for (const eventName of names) {
        const logs = await client.getContractEvents({ abi, address: safe, eventName, ...range, strict: true })
        const log = logs.find(({ args }) => args.txHash.toLowerCase() === safeTxHash.toLowerCase())
        if (log) return { hash: log.transactionHash, succeeded: eventName === 'ExecutionSuccess' }
      }
    return null
  })
}
