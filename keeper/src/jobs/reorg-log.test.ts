import { pad, toHex } from 'viem'
import { beforeEach, expect, test } from 'vitest'
import { internalHash } from '../../../lib/bitcoin/internal-hash.ts'
import { NoEndpointError } from '../errors.ts'
import { ReorgLog } from './reorg-log.ts'

const id = (n: number) => n.toString(16).padStart(64, '0')
const event = (eventName: string, block: bigint, txid: number, more: object = {}) => ({
  eventName,
  blockNumber: block,
  logIndex: 0,
  args: { reqId: 1n, share: 0, txid: toHex(internalHash(id(txid))), vout: 0, sats: 1n, ...more },
})
type Event = ReturnType<typeof event>
let head = 0n
let most = 0n
let asked = 0
beforeEach(() => {
  head = 60_000n
  most = 10_000n
  asked = 0
})
/** One endpoint that refuses more blocks than `most`, and one that refuses everything. */
const logOf = (events: Event[]) => {
  const getContractEvents = async ({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) => {
    asked += 1
    if (toBlock - fromBlock >= most) throw new Error('query exceeds max block range')
    return events.filter(({ blockNumber: at }) => at >= fromBlock && at <= toBlock)
  }
  const refuses = async () => Promise.reject(new Error('not supported'))
  const evm = {
    refresh: async () => ({ number: head }),
    all: (ask: (client: unknown) => Promise<unknown>) =>
      Promise.allSettled(
        [{ getContractEvents }, { getContractEvents: refuses }].map((client) => ask(client)),
      ),
  }
  return new ReorgLog({ evm: evm as never, contracts: { minter: pad('0x1', { size: 20 }) } })
}

test('T4 behavior: a report is found for as long as it is open, however many EVM blocks ago it was made', async () => {
  const log = logOf([
    event('PaymentConsumed', 900n, 1),
    event('ReorgReported', 1_000n, 1, { untilHeight: 244n }),
    event('PaymentConsumed', 50_000n, 2),
    event('ReorgReported', 51_000n, 3, { untilHeight: 300n }),
    event('ReorgClosed', 52_000n, 3, { owed: true }),
  ])
  const read = await log.read(1)
  expect(read.whole).toBe(true)
  expect(read.payments.map(({ txid, untilHeight }) => [txid, untilHeight])).toEqual([
    [id(2), null],
    [id(1), 244],
  ])
  const before = asked
  head += 10n
  expect((await log.read(1)).payments).toHaveLength(2)
  expect(asked - before, 'only what is new is read again').toBe(1)
})

test('X8 behavior: an endpoint that answers few blocks only is asked for few; one that answers none does not stop it', async () => {
  most = 250n
  const log = logOf([event('PaymentConsumed', 40_000n, 1)])
  for (let rounds = 0; rounds < 10; rounds++) {
    const before = asked
    const { payments, whole } = await log.read(0)
    expect(asked - before, 'a bounded number a round').toBeLessThanOrEqual(70)
    if (!whole) continue
    expect(payments).toMatchObject([{ txid: id(1) }])
    return
  }
  expect.unreachable('never read to its end')
})

test('error: NoEndpointError when nobody answers for any number of blocks', async () => {
  most = 0n
  await expect(logOf([]).read(0)).rejects.toBeInstanceOf(NoEndpointError)
})

test('X5 behavior: what a replaced EVM block said is forgotten', async () => {
  const events = [
    event('PaymentConsumed', 59_000n, 1),
    event('ReorgReported', 59_990n, 1, { untilHeight: 9n }),
  ]
  const log = logOf(events)
  expect((await log.read(1)).payments).toMatchObject([{ untilHeight: 9 }])
  events.pop()
  expect((await log.read(0)).payments).toMatchObject([{ untilHeight: null }])
})
