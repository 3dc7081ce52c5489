import { encodePacked, keccak256 } from 'viem'

type Hex = `0x${string}`

/** What a log's digest commits to: the place of the log and everything it says. */
export type DigestedLog = {
  transactionHash: Hex
  logIndex: number
  address: Hex
  topics: readonly (Hex | null)[]
  data: Hex
}

/** The digest of a block without events. */
export const EMPTY_DIGEST: Hex = `0x${'0'.repeat(64)}`

/** keccak256 over the packed fields of one log. */
export function logDigest(log: DigestedLog): Hex {
  const topics = log.topics.filter((topic) => topic !== null)
  return keccak256(
    encodePacked(
      ['bytes32', 'uint256', 'address', 'bytes32[]', 'bytes'],
      [log.transactionHash, BigInt(log.logIndex), log.address, topics, log.data],
    ),
  )
}

/** Adds one log to a block's digest; the order in which logs come does not matter, a repeated one does. */
export function addDigest(digest: Hex, log: DigestedLog): Hex {
  const sum = (BigInt(digest) + BigInt(logDigest(log))) % 2n ** 256n
  return `0x${sum.toString(16).padStart(64, '0')}`
}
