import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leftCoins, type ShareCoin } from './left-coins.ts'

const coin = (at: number, sats: bigint, counted: boolean): ShareCoin => ({
  txid: at.toString(16).padStart(64, '0'),
  vout: 0,
  sats,
  height: 100 + at,
  counted,
})

describe('leftCoins', () => {
  test('default: nothing was minted: all of it is the depositor’s', () =>
    expect(leftCoins([coin(1, 5n, true), coin(2, 6n, false)], { paidSats: 5n, mintedSats: 0n })).toHaveLength(
      2,
    ))
  test('C22: what was minted stays, a second payment that nobody counted is left', () =>
    expect(leftCoins([coin(1, 50n, true), coin(2, 70n, false)], { paidSats: 50n, mintedSats: 50n })).toEqual([
      coin(2, 70n, false),
    ]))
  test('C19: counted and never minted: the youngest, never more than what was not minted', () => {
    const coins = [coin(1, 50n, true), coin(2, 20n, true), coin(3, 30n, true)]
    expect(leftCoins(coins, { paidSats: 100n, mintedSats: 50n })).toEqual([coins[1], coins[2]])
    expect(leftCoins(coins, { paidSats: 100n, mintedSats: 75n })).toEqual([coins[1]])
    // one coin that carries both was minted for: its staker takes it
    expect(leftCoins([coin(1, 60n, true)], { paidSats: 60n, mintedSats: 50n })).toEqual([])
  })
  test('behavior: never a counted sat more than was not minted', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt(1n, 50n), fc.boolean()), { maxLength: 6 }),
        fc.bigInt(1n, 100n),
        (parts, minted) => {
          const coins = parts.map(([sats, counted], at) => coin(at, sats, counted))
          const sum = (some: readonly ShareCoin[]) =>
            some.filter(({ counted }) => counted).reduce((total, { sats }) => total + sats, 0n)
          const paidSats = sum(coins) + 10n
          const mintedSats = minted < paidSats ? minted : paidSats
          expect(sum(leftCoins(coins, { paidSats, mintedSats }))).toBeLessThanOrEqual(paidSats - mintedSats)
        },
      ),
    ))
})
