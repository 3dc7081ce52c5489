import { expect, test } from 'vitest'
import { decideSweep, mintedCoins, type SweepSituation, URGENT_BLOCKS } from './agent-sweep.ts'

const coin = (reqId: bigint, change: Partial<SweepSituation['coins'][number]> = {}) => ({
  reqId,
  txid: String(reqId).padStart(64, '0'),
  vout: 0,
  share: 0,
  sats: 100_000n,
  beforeSats: 0n,
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
    inputFeeSats: 600n,
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

test('X13 behavior: many small coins neither keep a large one waiting nor are moved at a loss', () => {
  const small = Array.from({ length: 50 }, (_, at) =>
    coin(BigInt(at), { sats: 10_000n, refundHeight: 2_000 }),
  )
  const large = coin(99n, { sats: 1_000_000_000n, refundHeight: 2_001 })
  const at = (inputFeeSats: bigint) => decide({ coins: [...small, large], inputFeeSats })
  expect(at(3_000n)).toMatchObject({ kind: 'sweep', why: 'refund-nears', coins: { length: 50, 0: large } })
  expect(at(10_000n)).toMatchObject({ kind: 'sweep', coins: [large] })
  expect(decide({ coins: small, inputFeeSats: 10_000n })).toEqual({ kind: 'wait', why: 'fees' })
  // What is near its refund height goes before what is only worth more.
  expect(decide({ coins: [coin(1n, { sats: 9_000_000n }), small[0] ?? coin(2n)] })).toMatchObject({
    coins: [{ sats: 10_000n }, { sats: 9_000_000n }],
  })
})

test('T13 behavior: of a share with an excess that waits, coins minted whole; past half of the time also one minted in part', () => {
  const coins = [
    { ...coin(1n), txid: 'a', sats: 100_000n, beforeSats: 0n },
    { ...coin(1n), txid: 'b', sats: 30_000n, beforeSats: 100_000n },
    { ...coin(1n), txid: 'c', sats: 500_000n, beforeSats: 130_000n },
  ]
  const txids = (mintedSats: bigint, tipHeight: number) =>
    mintedCoins(coins, { mintedSats }, tipHeight).map(({ txid }) => txid)
  const [early, late] = [1_005, 5_300 - URGENT_BLOCKS]
  expect(txids(630_000n, early)).toEqual(['a', 'b', 'c'])
  expect(txids(120_000n, early)).toEqual(['a'])
  expect(txids(120_000n, late - 1)).toEqual(['a'])
  expect(txids(120_000n, late)).toEqual(['a', 'b'])
  // A coin of which nothing was minted stays its depositor's, whatever its size and however near the refund height.
  expect(txids(130_000n, late)).toEqual(['a', 'b'])
  expect(txids(130_001n, late)).toEqual(['a', 'b', 'c'])
})
