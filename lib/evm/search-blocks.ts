import { RpcUnavailableError } from '../errors/contract.ts'
import type { ReadClient } from './clients.ts'

/** EVM blocks that one question for events covers: what public endpoints answer. */
export const EVENT_RANGE = 5_000n

export type BlockRange = Readonly<{ fromBlock: bigint; toBlock: bigint }>

/** A stretch of blocks, both ends counted, in questions that endpoints answer, oldest first; none when it is empty. */
export const blockRanges = (from: bigint, to: bigint): readonly BlockRange[] => {
  const ranges: BlockRange[] = []
  for (let fromBlock = from; fromBlock <= to; fromBlock += EVENT_RANGE) {
    const end = fromBlock + EVENT_RANGE - 1n
    ranges.push({ fromBlock, toBlock: end < to ? end : to })
  }
  return ranges
}

/**
 * Looks from a block up to the head, oldest first, until something is found: what somebody began is found soon after.
 * @param look at one range; null when it holds nothing
 * @throws {RpcUnavailableError} when the endpoint has not come to that block: it cannot know that nothing happened
 * @throws what the endpoint threw
 */
export const searchBlocks = async <T>(
  client: Pick<ReadClient, 'getBlockNumber'>,
  from: bigint,
  look: (range: BlockRange) => Promise<T | null>,
): Promise<T | null> => {
  const head = await client.getBlockNumber({ cacheTime: 0 })
  if (head < from) throw new RpcUnavailableError()
  for (const range of blockRanges(from, head)) {
    const found = await look(range)
    if (found !== null) return found
  }
  return null
}
