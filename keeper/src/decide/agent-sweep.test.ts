import { expect, test } from 'vitest'
import { decideSweep, mintedCoins, type SweepSituation, URGENT_BLOCKS } from './agent-sweep.ts'

const coin = (reqId: bigint, change: Partial<SweepSituation['coins'][number]> = {}) => ({
  reqId,
  txid: String(reqId).padStart(64, '0'),
  vout: 0,
  share: 0,
  sats: 100_000n,
  height: 1_000,
  refundHeight: 5_300,
  ...change,
})
const decide = (change: Partial<SweepSituation>) =>
  decideSweep({
    coins: [coin(1n), coin(2n)],
    tipHeight: 1_005,
    satsPerKvb: 5_000n,
    cheapSatsPerKvb: 15_000n,
    patienceBlocks: 36,
    coinsNeeded: false,
    ...change,
  })

test('default: waits for others to be swept with, then goes', () => {
  expect(decide({ coins: [] })).toEqual({ kind: 'wait', why: 'nothing' })
  expect(decide({})).toEqual({ kind: 'wait', why: 'batch' })
  expect(decide({ tipHeight: 1_035 })).toMatchObject({ kind: 'sweep', why: 'waited' })
  const ten = Array.from({ length: 10 }, (_, at) => coin(BigInt(at)))
  expect(decide({ coins: ten })).toMatchObject({ kind: 'sweep', why: 'batch' })
})
test('behavior: dear fees are waited out, but not past half of the time', () => {
  const dear = { satsPerKvb: 15_001n, tipHeight: 1_100 }
  expect(decide(dear)).toEqual({ kind: 'wait', why: 'fees' })
  expect(decide({ ...dear, tipHeight: 5_300 - URGENT_BLOCKS - 1 })).toEqual({ kind: 'wait', why: 'fees' })
  expect(decide({ ...dear, tipHeight: 5_300 - URGENT_BLOCKS })).toMatchObject({
    kind: 'sweep',
    why: 'refund-nears',
  })
})
test('behavior: at once when payments wait for coins; the nearest refund heights first, fifty at most', () => {
  expect(decide({ coinsNeeded: true, satsPerKvb: 99_000n })).toMatchObject({ kind: 'sweep', why: 'needed' })
  const many = Array.from({ length: 60 }, (_, at) => coin(BigInt(at), { refundHeight: 9_000 - at }))
  const decision = decide({ coins: many })
  expect(decision.kind === 'sweep' && decision.coins.map(({ refundHeight }) => refundHeight)).toEqual(
    Array.from({ length: 50 }, (_, at) => 8_941 + at),
  )
})

test('T13 behavior: of a share with an excess that waits no more is swept than was minted, until half of the time is over', () => {
  const coins = [
    { ...coin(1n), txid: 'a', sats: 30_000n },
    { ...coin(1n), txid: 'b', sats: 100_000n },
  ]
  const all = { mintedSats: 130_000n, paidSats: 130_000n }
  const some = { mintedSats: 100_000n, paidSats: 130_000n }
  const txids = (held: typeof all, tipHeight: number) =>
    mintedCoins(coins, held, tipHeight).map(({ txid }) => txid)
  expect(txids(all, 1_005)).toEqual(['a', 'b'])
  expect(txids(some, 1_005)).toEqual(['b'])
  expect(txids(some, 3_140).sort()).toEqual(['a', 'b'])
})
