import { expect, test } from 'vitest'
import { internalHash } from '../../../lib/bitcoin/internal-hash.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { depositPayments, watchedShares } from './deposit-payments.ts'

const share = (reqId: number, state: Deposit['state'], refundHeight = 4_420) =>
  ({ reqId: BigInt(reqId), state, refundHeight }) as Deposit
const ids = (deposits: readonly Deposit[]) => deposits.map(({ reqId }) => Number(reqId))

test('default: what waits for payments always, of the minted ones the newest always and the older ones in turns', () => {
  const minted = Array.from({ length: 50 }, (_, at) => share(at + 1, 'Minted'))
  const open = [...minted, share(51, 'Assigned'), share(52, 'Queued'), share(53, 'Escrowed')]
  const first = ids(watchedShares(open, 0, 100))
  expect(first.slice(0, 2)).toEqual([51, 53])
  expect(first.slice(2, 22)).toEqual(Array.from({ length: 20 }, (_, at) => 50 - at))
  const seen = new Set([0, 1, 2].flatMap((round) => ids(watchedShares(open, round, 100))))
  expect(seen.size).toBe(52)
})

test('X11 behavior: what no server lists any more counts while the relay has its block, and not when it has another', async () => {
  const block = 'a'.repeat(64)
  const payment = (listed: boolean) => ({
    ...{ txid: 'f'.repeat(64), vout: 0, sats: 5n, height: 7, blockHash: block, listed },
    proof: { tx: '0x', header: '0x', height: 7n, path: [], index: 0n, coinbaseTx: '0x', coinbasePath: [] },
  })
  const counts = async (listed: boolean, relayHas: string | null) => {
    const hashes = [relayHas === null ? null : toHex(internalHash(relayHas))]
    const evm = { read: async () => ({ hashes, counted: [false] }) }
    const watch = { of: () => [payment(listed)] }
    const deps = { evm: evm as never, contracts: {} as never }
    const found = await depositPayments(deps, watch as never, [
      { ...share(1, 'Assigned'), share: 0, paidSats: 0n } as never,
    ])
    return found.get('1.0')?.map(({ relayed }) => relayed) ?? []
  }
  expect(await counts(false, block)).toEqual([true])
  expect(await counts(false, null)).toEqual([false])
  expect(await counts(false, 'b'.repeat(64))).toEqual([])
  expect(await counts(true, 'b'.repeat(64))).toEqual([false])
})

test('behavior: a payment of two outputs is counted when both are: a sweep counts one and leaves the other', async () => {
  const txid = 'f'.repeat(64)
  const payment = {
    ...{ txid, vout: 0, sats: 5n, height: 7, blockHash: 'a'.repeat(64), listed: true },
    paid: [
      { vout: 0, sats: 2n },
      { vout: 3, sats: 3n },
    ],
    proof: { tx: '0x', header: '0x', height: 7n, path: [], index: 0n, coinbaseTx: '0x', coinbasePath: [] },
  }
  const counted = async (known: readonly number[], paidSats: bigint) => {
    const asked: number[] = []
    const client = {
      readContract: async ({ functionName, args }: { functionName: string; args: [string, number] }) => {
        if (functionName !== 'consumed') return toHex(internalHash(payment.blockHash))
        asked.push(args[1])
        return known.includes(args[1])
      },
    }
    const evm = { read: async (_: string, work: (on: unknown, block: bigint) => unknown) => work(client, 9n) }
    const contracts = { minter: `0x${'11'.repeat(20)}`, relay: `0x${'22'.repeat(20)}` }
    const found = await depositPayments({ evm, contracts } as never, { of: () => [payment] } as never, [
      { ...share(1, 'Assigned'), share: 0, paidSats } as never,
    ])
    return { counted: found.get('1.0')?.map((each) => each.counted), asked }
  }
  expect(await counted([], 0n)).toEqual({ counted: [false], asked: [0, 3] })
  expect(await counted([0], 2n)).toEqual({ counted: [false], asked: [0, 3] })
  expect(await counted([0, 3], 6n)).toEqual({ counted: [true], asked: [0, 3] })
  expect(await counted([0, 3], 5n), 'all that is seen was counted').toEqual({ counted: [true], asked: [] })
})

test('behavior: what is Refundable is looked at until no spend below its refund height can be news', () => {
  const open = [share(1, 'Refundable'), share(2, 'Refundable', 4_000)]
  expect(ids(watchedShares(open, 0, 4_144))).toEqual([1, 2])
  expect(ids(watchedShares(open, 0, 4_145))).toEqual([1])
})
