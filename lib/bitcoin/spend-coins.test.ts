import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bumpSpend } from './bump-spend.ts'
import { chooseCoins } from './choose-coins.ts'
import type { Coin } from './coin.ts'
import { dustLimit } from './dust-limit.ts'
import { feeAtRateUp } from './fee-at-rate-up.ts'
import { outputScript } from './output-script.ts'
import { spendCoins } from './spend-coins.ts'
import { spendForParent } from './spend-for-parent.ts'
import { splitChange } from './split-change.ts'
import { virtualSize } from './virtual-size.ts'

const own = outputScript({ type: 'p2wpkh', hash: new Uint8Array(20).fill(1) })
const theirs = outputScript({ type: 'p2tr', hash: new Uint8Array(32).fill(2) })
const txid = (at: number) => at.toString(16).padStart(64, '0')
const keyCoin = (sats: bigint, at = 1): Coin => ({ txid: txid(at), vout: 0, sats, lock: { kind: 'key' } })
const sum = (parts: readonly { sats: bigint }[]) => parts.reduce((all, { sats }) => all + sats, 0n)
const coins = fc
  .array(fc.bigInt(10_000n, 1_0000_0000n), { maxLength: 12 })
  .map((all) => all.map((sats, at) => keyCoin(sats, at + 2)))
const rate = fc.bigInt(1_000n, 300_000n)

test('default: dust as Bitcoin Core counts it', () => {
  const of = (type: 'p2pkh' | 'p2sh' | 'p2wpkh' | 'p2wsh' | 'p2tr', size: number) =>
    dustLimit(outputScript({ type, hash: new Uint8Array(size) }))
  expect([of('p2pkh', 20), of('p2sh', 20), of('p2wpkh', 20), of('p2wsh', 32), of('p2tr', 32)]).toEqual([
    546n,
    540n,
    294n,
    330n,
    330n,
  ])
})

describe('splitChange', () => {
  test('behavior: equal coins, none too small, the rate kept, nothing lost', () => {
    fc.assert(
      fc.property(
        fc.bigInt(60_000n, 50_000_000n),
        fc.integer({ min: 1, max: 8 }),
        rate,
        (sats, parts, satsPerKvb) => {
          const outputs = [{ sats: 50_000n, script: theirs }]
          const spend = spendCoins({ inputs: [keyCoin(sats)], outputs, changeScript: own, satsPerKvb })
          if (spend === null) return
          const cut = splitChange(spend, parts, 200_000n, satsPerKvb)
          const changes = cut.outputs.slice(1)
          expect(cut.outputs[0]).toEqual(outputs[0])
          expect(sum(cut.outputs) + cut.feeSats).toBe(sats)
          expect(cut.feeSats).toBeGreaterThanOrEqual(feeAtRateUp(cut.weight, satsPerKvb))
          expect(changes.length).toBeLessThanOrEqual(Math.max(parts, 1))
          if (changes.length > 1) expect(changes.every((coin) => coin.sats >= 200_000n)).toBe(true)
          if (changes.length < parts) expect(spend.changeSats).toBeLessThan(BigInt(parts) * 210_000n)
        },
      ),
    )
  })
})

describe('chooseCoins', () => {
  test('behavior: pays exactly, loses nothing, makes no dust, meets the rate, spends what it must', () => {
    fc.assert(
      fc.property(coins, fc.bigInt(330n, 2_0000_0000n), rate, (others, sats, satsPerKvb) => {
        const required = [keyCoin(50_000n)]
        const outputs = [{ sats, script: theirs }]
        const spend = chooseCoins({
          required,
          others,
          outputs,
          changeScript: own,
          satsPerKvb,
          leastChangeSats: 10_000n,
        })
        if (spend === null) {
          const all = spendCoins({ inputs: [...required, ...others], outputs, changeScript: own, satsPerKvb })
          expect(all).toBeNull()
          return
        }
        expect(sum(spend.inputs)).toBe(sum(spend.outputs) + spend.feeSats)
        expect(spend.feeSats).toBeGreaterThanOrEqual(feeAtRateUp(spend.weight, satsPerKvb))
        expect(spend.inputs[0]).toBe(required[0])
        expect(spend.outputs[0]).toEqual(outputs[0])
        expect(spend.changeSats === 0n || spend.changeSats >= dustLimit(own)).toBe(true)
        expect(spend.outputs).toHaveLength(spend.changeSats === 0n ? 1 : 2)
      }),
    )
  })
  test('behavior: the same whatever order the coins come in', () => {
    fc.assert(
      fc.property(coins, rate, (others, satsPerKvb) => {
        const with_ = (list: readonly Coin[]) =>
          chooseCoins({
            required: [keyCoin(20_000n)],
            others: list,
            outputs: [{ sats: 60_000n, script: theirs }],
            changeScript: own,
            satsPerKvb,
            leastChangeSats: 10_000n,
          })
        expect(with_(others.toReversed())).toEqual(with_(others))
      }),
    )
  })
})

describe('bumpSpend', () => {
  test('X13 BIP-125 rules 2, 3, 4: the same coins, more fee by the relay rate, the payment untouched', () => {
    fc.assert(
      fc.property(fc.bigInt(60_000n, 1_0000_0000n), rate, rate, (sats, before, after) => {
        const payments = [{ sats: 40_000n, script: theirs }]
        const inputs = [keyCoin(sats)]
        const old = spendCoins({ inputs, outputs: payments, changeScript: own, satsPerKvb: before })
        if (old === null) return
        const bumped = bumpSpend({ inputs, payments, feeSats: old.feeSats }, own, after)
        if (bumped === null) return
        expect(bumped.inputs).toBe(inputs)
        expect(bumped.outputs[0]).toBe(payments[0])
        expect(bumped.feeSats).toBeGreaterThanOrEqual(old.feeSats + virtualSize(bumped.weight))
        expect(bumped.changeSats).toBeLessThan(old.changeSats + 1n)
      }),
    )
  })
  test('behavior: null when the change is used up', () => {
    const payments = [{ sats: 49_000n, script: theirs }]
    expect(bumpSpend({ inputs: [keyCoin(50_000n)], payments, feeSats: 1_000n }, own, 1_000n)).toBeNull()
  })
})

test('X13 spendForParent: lifts both to the rate, or is null', () => {
  fc.assert(
    fc.property(fc.bigInt(500n, 1_000_000n), rate, (sats, satsPerKvb) => {
      const parent = { change: keyCoin(sats), feeSats: 200n, weight: 800 }
      const child = spendForParent(parent, own, satsPerKvb)
      if (child === null) return
      const together = child.feeSats + parent.feeSats
      expect(together).toBeGreaterThanOrEqual(feeAtRateUp(child.weight + parent.weight, satsPerKvb))
      expect(child.changeSats).toBeGreaterThanOrEqual(dustLimit(own))
    }),
  )
})
