import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payoutScript, recoverOrder } from '../../test/helpers/recover-case.ts'
import { RecoverOrderError, type RecoverOrderRule } from '../errors/recover.ts'
import { buildRecover, type RecoverOrder } from './build-recover.ts'
import { dustLimit } from './dust-limit.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { refundBranch } from './refund-branch.ts'

const order = recoverOrder()
const coin = (sats: bigint, at = 0) => ({ txid: at.toString(16).padStart(64, '0'), vout: 1, sats })
const ruleOf = (parts: Partial<RecoverOrder>): RecoverOrderRule | null => {
  try {
    buildRecover(recoverOrder(parts))
    return null
  } catch (error) {
    if (error instanceof RecoverOrderError) return error.rule
    throw error
  }
}

describe('buildRecover', () => {
  test('default: all coins in, one output, locked to the refund height, replaceable', () => {
    const coins = [coin(70_000n, 2), coin(50_000n, 1)]
    const recover = buildRecover(recoverOrder({ coins }))
    expect(recover.transaction).toMatchObject({ version: 2, lockTime: 904_320 })
    expect(recover.transaction.inputs.map(({ txid, vout, sequence }) => [txid, vout, sequence])).toEqual([
      [coin(0n, 1).txid, 1, 0xfffffffd],
      [coin(0n, 2).txid, 1, 0xfffffffd],
    ])
    expect(recover.transaction.outputs).toEqual([{ sats: recover.payout, script: payoutScript }])
    expect(recover.payout + recover.fee).toBe(120_000n)
    expect(recover.fee).toBe(BigInt(recover.vsize) * 2n)
  })
  test('behavior: the order of the coins does not matter', () => {
    const coins = [coin(70_000n, 2), coin(50_000n, 1), coin(1_000n, 3)]
    expect(buildRecover(recoverOrder({ coins })).unsigned).toEqual(
      buildRecover(recoverOrder({ coins: coins.toReversed() })).unsigned,
    )
  })
  test('behavior: nothing is made or lost, and the fee is at least the rate, for any coins and rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt(50_000n, 10n ** 11n), { minLength: 1, maxLength: 100 }),
        fc.bigInt(1_000n, 1_000_000n),
        (values, feeRate) => {
          const coins = values.map((sats, at) => coin(sats, at + 1))
          const total = values.reduce((sum, sats) => sum + sats, 0n)
          const parts = { coins, feeRate, confirmedFee: total }
          if (ruleOf(parts) === 'dust') return
          const { fee, payout, vsize } = buildRecover(recoverOrder(parts))
          expect(fee + payout).toBe(total)
          expect(fee * 1_000n >= BigInt(vsize) * feeRate).toBe(true)
          expect((fee - 1n) * 1_000n < BigInt(vsize) * feeRate).toBe(true)
        },
      ),
    )
  })
  test.each<[RecoverOrderRule, Partial<RecoverOrder>]>([
    ['no_coins', { coins: [] }],
    ['too_many_coins', { coins: Array.from({ length: 101 }, (_, at) => coin(10_000n, at)) }],
    ['duplicate_coin', { coins: [coin(10_000n), coin(10_000n)] }],
    ['script', { refundHeight: 904_321 }],
    ['script', { refundPubKeyHash: new Uint8Array(20) }],
    ['script', { witnessScript: Uint8Array.of(0x51) }],
    ['payout_script', { payoutScript: Uint8Array.of(0x6a, 0x01, 0x00) }],
    ['payout_self', { payoutScript: p2wshScript(order.witnessScript) }],
    ['fee_rate', { feeRate: 999n }],
    ['fee_rate', { feeRate: 1_000_001n }],
    ['dust', { coins: [coin(500n)] }],
    ['fee_unconfirmed', { feeRate: 200_001n, coins: [coin(10n ** 9n)] }],
    ['fee_unconfirmed', { coins: [coin(2_000n)] }],
  ])('error: RecoverOrderError %s', (rule, parts) => expect(ruleOf(parts)).toBe(rule))
  test('behavior: a fee that was confirmed goes out, one sat above it does not', () => {
    const parts = { feeRate: 300_000n, coins: [coin(10n ** 9n)] }
    const { fee } = buildRecover(recoverOrder({ ...parts, confirmedFee: 10n ** 8n }))
    expect(ruleOf({ ...parts, confirmedFee: fee })).toBe(null)
    expect(ruleOf({ ...parts, confirmedFee: fee - 1n })).toBe('fee_unconfirmed')
  })
  test('behavior: dust is the least that is relayed, to the sat', () => {
    const { fee } = buildRecover(order)
    const dust = dustLimit(payoutScript)
    const at = (sats: bigint) => ruleOf({ coins: [coin(sats)], confirmedFee: sats })
    expect(at(fee + dust)).toBe(null)
    expect(at(fee + dust - 1n)).toBe('dust')
  })
})

describe('refundBranch', () => {
  test.each([1, 16, 17, 127, 128, 210, 4_320, 904_320, 2 ** 31])('default: height %s', (height) => {
    const parts = recoverOrder({}, undefined, height)
    expect(refundBranch(parts.witnessScript)).toEqual({ height, pubKeyHash: parts.refundPubKeyHash })
  })
  test('behavior: a script with any byte cut, added or changed outside its free parts is none', () => {
    const { witnessScript } = order
    const free = [...Array(20).keys()].map((at) => at + 1).concat([...Array(33).keys()].map((at) => at + 24))
    witnessScript.forEach((byte, at) => {
      expect(refundBranch(witnessScript.slice(0, at))).toBe(null)
      const changed = Uint8Array.from(witnessScript)
      changed[at] = byte ^ 0x40
      if (free.includes(at)) return
      expect(refundBranch(changed)).not.toEqual(refundBranch(witnessScript))
    })
    expect(refundBranch(Uint8Array.of(...witnessScript, 0))).toBe(null)
  })
})
