import type { PublicClient } from 'viem'
import { expect, test } from 'vitest'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { Sat } from '../../../lib/core/units.ts'
import { CountedPayments } from './counted-payments.ts'

const event = (block: bigint, digit: string) => ({
  blockNumber: block,
  args: { reqId: 7n, share: 0, txid: `0x${digit.repeat(64)}`, vout: 0, sats: 50_000n },
})

test('X8 behavior: what was counted while nobody looked is found, however few blocks an endpoint gives', async () => {
  const state = { head: 3_000n, events: [event(2_990n, '1')] }
  const client = {
    getContractEvents: async ({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) => {
      if (toBlock - fromBlock >= 50n) throw new Error('too many blocks')
      return state.events.filter(({ blockNumber }) => blockNumber >= fromBlock && blockNumber <= toBlock)
    },
  } as unknown as PublicClient
  const counted = new CountedPayments({
    evm: {
      all: async (ask) => Promise.allSettled([ask(client)]),
      refresh: async () => ({ number: state.head }) as never,
    },
    contracts: { minter: `0x${'11'.repeat(20)}` },
  })
  const share = (paidSats: bigint) => ({ reqId: 7n, share: 0, paidSats: paidSats as Sat }) as Deposit
  expect(await counted.of(share(50_000n))).toHaveLength(1)
  state.head = 6_000n
  state.events.push(event(3_500n, '2'))
  await counted.of(share(100_000n))
  expect(await counted.of(share(100_000n))).toHaveLength(2)
})

test('X9 behavior: an endpoint that leaves out events hides none of them', async () => {
  const log = { args: { txid: `0x${'ab'.repeat(32)}`, vout: 1, sats: 50_000n } }
  const clients = [[], [log]].map((logs) => ({ getContractEvents: async () => logs }))
  const counted = new CountedPayments({
    evm: {
      refresh: async () => ({ number: 10n }),
      all: (ask: (client: unknown) => Promise<unknown>) => Promise.allSettled(clients.map(ask)),
    } as never,
    contracts: { minter: `0x${'11'.repeat(20)}` },
  })
  const found = await counted.of({ reqId: 1n, share: 0, paidSats: 50_000n } as never)
  expect(found).toEqual([{ txid: 'ab'.repeat(32), vout: 1, sats: 50_000n }])
})
