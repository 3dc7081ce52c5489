import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { anchorOf, coinsInOrder, FINAL_DEPTH } from './agent-anchor.ts'
import { type CoinView, coinView, depthAt, type ViewTransaction } from './agent-view.ts'

const own = '0014aa'
const id = (n: number) => n.toString(16).padStart(64, '0')
const share = (reqId: number, requestHeight = 100) => ({
  marking: `0x01020304${reqId.toString(16).padStart(16, '0')}00` as const,
  requestHeight,
})
const coinTx = (n: number, height: number | null, sats = 50_000n): ViewTransaction => ({
  txid: id(n),
  height,
  time: null,
  inputs: [{ txid: id(900_000 + n), vout: 0 }],
  outputs: [{ script: own, sats }],
})
const spendTx = (n: number, height: number | null, ...coins: number[]): ViewTransaction => ({
  txid: id(n),
  height,
  time: null,
  inputs: coins.map((coin) => ({ txid: id(coin), vout: 0 })),
  outputs: [{ script: '51', sats: 1n }],
})
const view = (tipHeight: number, ...transactions: ViewTransaction[]) => coinView(transactions, own, tipHeight)

describe('anchorOf', () => {
  test('behavior: null before the view reaches the request, and without final coins', () => {
    expect(anchorOf(share(1), view(99, coinTx(1, 50)))).toBeNull()
    expect(anchorOf(share(1), view(100, coinTx(1, 96), coinTx(2, null)))).toBeNull()
    expect(anchorOf(share(1), view(100, coinTx(1, 50, 9_999n)))).toBeNull()
  })
  test('behavior: taken while its spend is not final, the next one afterwards', () => {
    const coins = [coinTx(1, 101), coinTx(2, 102)]
    expect(anchorOf(share(1), view(120, ...coins))).toMatchObject({ kind: 'free', coin: { txid: id(1) } })
    expect(anchorOf(share(1), view(120, ...coins, spendTx(7, null, 1)))).toMatchObject({ kind: 'taken' })
    expect(anchorOf(share(1), view(120, ...coins, spendTx(7, 116, 1)))).toMatchObject({ kind: 'taken' })
    expect(anchorOf(share(1), view(120, ...coins, spendTx(7, 115, 1)))).toMatchObject({
      coin: { txid: id(2) },
    })
  })
  test('behavior: of two spends of one coin the one in a block counts, in whatever order they are told', () => {
    const [mined, unmined] = [spendTx(7, 110, 1), spendTx(8, null, 1)]
    for (const both of [
      [mined, unmined],
      [unmined, mined],
    ])
      expect(view(120, coinTx(1, 50), ...both).spends.get(`${id(1)}:0`)?.txid).toBe(id(7))
  })
  test('behavior: mined coins are none: they cannot be spent for a hundred blocks', () => {
    const mined = { ...coinTx(1, 50), inputs: [{ txid: '0'.repeat(64), vout: 0xffffffff }] }
    expect(anchorOf(share(1), view(120, mined))).toBeNull()
  })
  test.each([
    ['from before the request', 50],
    ['of one later block, as change is cut into', 110],
  ])('behavior: shares want different coins %s', (_when, height) => {
    const coins = Array.from({ length: 20 }, (_, n) => coinTx(n + 1, height))
    const wanted = Array.from(
      { length: 20 },
      (_, n) => anchorOf(share(n + 1), view(120, ...coins))?.coin.txid,
    )
    expect(new Set(wanted).size).toBeGreaterThan(8)
  })
})

/** A chain as it grows: coins arrive, are spent by others, blocks follow. */
const history = fc.array(
  fc.record({
    coins: fc.array(fc.bigInt(9_000n, 90_000n), { maxLength: 3 }),
    spends: fc.array(fc.nat(30), { maxLength: 2 }),
    blocks: fc.integer({ min: 0, max: 4 }),
  }),
  { maxLength: 30 },
)

test('X3 property: the list of a share only ever grows at its end', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 90, max: 130 }), (steps, requestHeight) => {
      let tip = 90
      let count = 0
      const txs: ViewTransaction[] = []
      let before: string[] = []
      for (const { coins, blocks } of steps) {
        tip += blocks
        for (const sats of coins) txs.push(coinTx(++count, tip, sats))
        if (tip < requestHeight) continue
        const now = coinsInOrder(share(1, requestHeight), view(tip, ...txs)).map(outpointKey)
        expect(now.slice(0, before.length)).toEqual(before)
        before = now
      }
    }),
  )
})

test('X3 property: without memory, whatever is evicted and whoever signs, two attempts never both stand', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat(5)), (steps, dice) => {
      const roll = () => Number(dice.next().value)
      let tip = 100
      let count = 0
      let coins = [coinTx(++count, 80), coinTx(++count, 81), coinTx(++count, 95)]
      let mined: ViewTransaction[] = []
      /** every payment of the share that was ever signed; any of them may be mined at any time */
      const attempts: ViewTransaction[] = []
      const spentBy = (tx: ViewTransaction) =>
        mined.some((other) =>
          other.inputs.some((a) => tx.inputs.some((b) => outpointKey(a) === outpointKey(b))),
        )
      const now = (): CoinView => view(tip, ...coins, ...mined)
      for (const { coins: arriving, spends, blocks } of steps) {
        for (const sats of arriving) coins = [...coins, coinTx(++count, tip, sats)]
        // An agent that remembers nothing and sees no mempool: the worst case.
        const paid = mined.some((tx) => attempts.some(({ txid }) => txid === tx.txid))
        const anchor = paid ? null : anchorOf(share(1), now())
        if (anchor?.kind === 'free')
          attempts.push({ ...spendTx(10_000 + attempts.length, null), inputs: [anchor.coin] })
        // Somebody mines an old attempt, or other payments of the staker take the coins.
        const old = attempts[roll() % Math.max(1, attempts.length)]
        if (roll() === 0 && old && !spentBy(old)) mined = [...mined, { ...old, height: tip + 1 }]
        for (const at of spends) {
          const other = spendTx(20_000 + ++count, tip + 1, (at % count) + 1)
          if (!spentBy(other)) mined = [...mined, other]
        }
        tip += blocks
        // A shallow reorganisation gives back what is not final.
        if (roll() === 1) mined = mined.filter((tx) => depthAt(tx.height, tip) >= FINAL_DEPTH || roll() > 2)
        tip += 1
      }
      // In the end miners take whatever still can be taken.
      for (const tx of attempts) if (!spentBy(tx)) mined = [...mined, { ...tx, height: tip }]
      const standing = mined.filter((tx) => attempts.some(({ txid }) => txid === tx.txid))
      expect(standing.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 500 },
  )
})
