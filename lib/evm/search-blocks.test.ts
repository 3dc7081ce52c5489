import { describe, expect, test } from 'vitest'
import { RpcUnavailableError } from '../errors/contract.ts'
import { type BlockRange, blockRanges, EVENT_RANGE, searchBlocks } from './search-blocks.ts'

const wide = ({ fromBlock, toBlock }: BlockRange) => toBlock - fromBlock + 1n

describe('blockRanges', () => {
  test('default: every block once, in order, no question longer than endpoints answer', () => {
    for (const [from, to] of [
      [7n, 7n],
      [0n, EVENT_RANGE - 1n],
      [0n, EVENT_RANGE],
      [123n, 123n + 3n * EVENT_RANGE + 5n],
    ] as const) {
      const ranges = blockRanges(from, to)
      expect(ranges[0]?.fromBlock).toBe(from)
      expect(ranges.at(-1)?.toBlock).toBe(to)
      for (const [at, range] of ranges.entries()) {
        expect(wide(range)).toBeLessThanOrEqual(EVENT_RANGE)
        if (at > 0) expect(range.fromBlock).toBe((ranges[at - 1]?.toBlock ?? 0n) + 1n)
      }
    }
  })
  test('behavior: no blocks are no question', () => expect(blockRanges(8n, 7n)).toEqual([]))
})

describe('searchBlocks', () => {
  const client = { getBlockNumber: async () => 4n * EVENT_RANGE }
  test('default: ends with the first range that holds it', async () => {
    const asked: BlockRange[] = []
    const found = await searchBlocks(client, 10n, async (range) => {
      asked.push(range)
      return asked.length === 2 ? 'here' : null
    })
    expect(found).toBe('here')
    expect(asked).toHaveLength(2)
  })
  test('behavior: null when no block up to the head holds it', async () => {
    let seen = 0n
    expect(
      await searchBlocks(client, 0n, async (range) => {
        seen += wide(range)
        return null
      }),
    ).toBeNull()
    expect(seen).toBe(4n * EVENT_RANGE + 1n)
  })
  test('error: an endpoint that is behind does not say that nothing happened', async () => {
    await expect(searchBlocks(client, 4n * EVENT_RANGE + 1n, async () => null)).rejects.toThrow(
      RpcUnavailableError,
    )
  })
  test('error: what the endpoint threw', async () => {
    const refused = async () => Promise.reject(new Error('range too long'))
    await expect(searchBlocks(client, 0n, refused)).rejects.toThrow('range too long')
  })
})
