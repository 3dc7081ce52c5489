import { pad } from 'viem'
import { describe, expect, test } from 'vitest'
import { ContractRevertError, RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { ReorgWatch } from './reorg-watch.ts'

const minter = pad('0x6', { size: 20 })
const txid = (share: number) => pad(`0x${(share + 10).toString(16)}`, { size: 32 })
const there = new ContractRevertError('DepositMinter_NotReorganised', {})

/** A chain at block `head` that counted one payment for each share; what it says of a report, by share. */
const chain = (reports: Record<number, unknown>, head = 12_000n) => {
  const ranges: bigint[][] = []
  const client = {
    getBlockNumber: async () => head,
    getContractEvents: async ({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) => {
      ranges.push([fromBlock, toBlock])
      if (toBlock !== head) return []
      return Object.keys(reports).map((share) => ({
        args: { reqId: 7n, share: Number(share), txid: txid(Number(share)), vout: 1, sats: 1n },
      }))
    },
    simulateContract: async ({ args }: { args: [bigint, number] }) => {
      const error = reports[args[1]]
      if (error !== null) throw error
      return { result: undefined }
    },
  } as unknown as ReadClient
  return { client, ranges }
}
const reported = (untilHeight: bigint) => new ContractRevertError('DepositMinter_ReorgTime', { untilHeight })

describe('ReorgWatch', () => {
  test('T4 default: what the contracts say of each counted payment, by share, from their own events', async () => {
    const { client, ranges } = chain({ 0: there, 1: null, 2: reported(300n) })
    const { reorgs, watched } = await new ReorgWatch(minter, 7n).look([client], 5n)
    expect(watched).toBe(3)
    expect([...reorgs]).toEqual([
      [1, { txid: `${'0b'}${'0'.repeat(62)}`, vout: 1, untilHeight: null }],
      [2, { txid: `${'0c'}${'0'.repeat(62)}`, vout: 1, untilHeight: 300 }],
    ])
    expect(ranges).toEqual([
      [0n, 4_999n],
      [5_000n, 9_999n],
      [10_000n, 12_000n],
    ])
  })

  test('behavior: one that was counted before the events that are read is asked about by the index’s word, never believed', async () => {
    const { client } = chain({ 0: there })
    const old = (share: number) => ({ txid: 'ee'.repeat(32), vout: share, untilHeight: 300 })
    const hints = new Map([[0, old(0)]])
    expect((await new ReorgWatch(minter, 7n).look([client], 5n, hints)).reorgs.size).toBe(0)
    const open = chain({ 1: reported(310n) })
    const { reorgs } = await new ReorgWatch(minter, 7n).look([open.client], 5n, new Map([[1, old(1)]]))
    expect(reorgs.get(1)).toMatchObject({ untilHeight: 310 })
  })

  test('behavior: events are read again only when something more was counted', async () => {
    const { client, ranges } = chain({ 0: there })
    const watch = new ReorgWatch(minter, 7n)
    for (const paidSats of [5n, 5n, 9n]) await watch.look([client], paidSats)
    expect(ranges).toHaveLength(6)
  })

  test('X8 behavior: the next endpoint is asked when one does not answer; none says nothing', async () => {
    const { client } = chain({ 0: null })
    const dead = { getBlockNumber: () => Promise.reject(new RpcUnavailableError()) } as unknown as ReadClient
    expect((await new ReorgWatch(minter, 7n).look([dead, client], 5n)).reorgs.size).toBe(1)
    await expect(new ReorgWatch(minter, 7n).look([dead], 5n)).rejects.toThrow(RpcUnavailableError)
  })
})
