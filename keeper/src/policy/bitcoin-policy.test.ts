import { describe, expect, test } from 'vitest'
import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { PolicyDeniedError } from '../errors.ts'
import { assertSpendAllowed, type Permit } from './bitcoin-policy.ts'

const own = fromHex(`0014${'aa'.repeat(20)}`)
const payee = fromHex(`0014${'bb'.repeat(20)}`)
const marking = fromHex('6a0d01020304000000000000000700')
const txid = 'c'.repeat(64)
const coin: Coin = { txid, vout: 1, sats: 90_000n, lock: { kind: 'key' } }
const staker = '0x00000000000000000000000000000000000000Ab'
const limits = { maxFeeSats: 5_000n, maxSatsPerKvb: 20_000n }
const coins = new Map([[`${txid}:1`, 90_000n]])
const permit: Extract<Permit, { kind: 'pay' }> = {
  kind: 'pay',
  share: {
    reqId: 7n,
    share: 0,
    staker: '0x00000000000000000000000000000000000000AB',
    state: 'Pending',
    sats: toSat(51_000n),
    payoutSats: toSat(50_000n),
    deadlineTime: 1,
    deadlineHeight: 1,
    requestHeight: 1,
    payoutScript: `0x0014${'bb'.repeat(20)}`,
    marking: '0x01020304000000000000000700',
  },
  staker,
  anchor: { txid, vout: 1 },
  coins,
  limits,
}
const payment = [
  { sats: 50_000n, script: payee },
  { sats: 0n, script: marking },
  { sats: 39_000n, script: own },
]
type Outputs = typeof payment
const verdict = (outputs: Outputs, by: Permit = permit, inputs: Coin[] = [coin]) => {
  try {
    assertSpendAllowed({ inputs, outputs }, by, own)
    return 'allowed'
  } catch (error) {
    if (error instanceof PolicyDeniedError) return error.message
    throw error
  }
}
const [payout, mark, change] = payment as [Outputs[0], Outputs[0], Outputs[0]]

test('default: the payment that the chain asks for, with and without change', () => {
  expect(verdict(payment)).toBe('allowed')
  expect(verdict([{ ...payout }, mark, { ...change, sats: 37_000n }])).toBe('allowed')
  expect(verdict([payout, mark, { ...change, sats: 20_000n }, { ...change, sats: 18_500n }])).toBe('allowed')
  const small = { ...coin, sats: 50_500n }
  expect(verdict([payout, mark], { ...permit, coins: new Map([[`${txid}:1`, 50_500n]]) }, [small])).toBe(
    'allowed',
  )
})

describe('error: PolicyDeniedError', () => {
  test.each<[string, Outputs, RegExp]>([
    ['one sat less', [{ ...payout, sats: 49_999n }, mark, change], /first output/],
    ['one sat more', [{ ...payout, sats: 50_001n }, mark, change], /first output/],
    ['another script', [{ ...payout, script: own }, mark, change], /first output/],
    [
      'another marking',
      [payout, { ...mark, script: fromHex('6a0d01020304000000000000000701') }, change],
      /marking/,
    ],
    ['a marking that burns coins', [payout, { ...mark, sats: 1n }, { ...change, sats: 38_999n }], /marking/],
    ['no marking', [payout, change], /marking/],
    ['change to others', [payout, mark, { ...change, script: payee }], /nobody asked/],
    ['a fourth output', [payout, mark, change, { sats: 330n, script: payee }], /nobody asked/],
    ['nine own coins', [payout, mark, ...Array(9).fill({ sats: 4_300n, script: own })], /at most 8/],
    ['a fee above the cap', [payout, mark, { ...change, sats: 34_000n }], /fee of 6000/],
    ['a rate above the cap', [payout, mark, { ...change, sats: 35_500n }], /fee of 4500/],
    ['no fee', [payout, mark, { ...change, sats: 40_000n }], /fee of 0/],
  ])('%s', (_name, outputs, said) => expect(verdict(outputs)).toMatch(said))

  test('a share that is not to be paid, by this staker, any more', () => {
    const { share } = permit
    for (const state of ['None', 'Paid', 'Retried', 'Reimbursed'] as const)
      expect(verdict(payment, { ...permit, share: { ...share, state } })).toMatch(`the share is ${state}`)
    expect(verdict(payment, { ...permit, staker: '0x00' })).toMatch(/the share is 0x/)
    const toItself = { ...share, payoutScript: `0x0014${'aa'.repeat(20)}` as const }
    expect(verdict(payment, { ...permit, share: toItself })).toMatch(/the staker itself/)
  })
  test('coins: without the anchor, not its own, of another amount, twice, none', () => {
    const other: Coin = { ...coin, vout: 2 }
    const both = new Map([...coins, [`${txid}:2`, 90_000n]] as const)
    expect(verdict(payment, { ...permit, coins: both }, [other])).toMatch(/the only one/)
    expect(verdict(payment, permit, [other])).toMatch(/not known/)
    expect(verdict(payment, permit, [{ ...coin, sats: 90_001n }])).toMatch(/not known/)
    expect(verdict(payment, permit, [coin, coin])).toMatch(/twice/)
    expect(verdict(payment, permit, [])).toMatch(/no inputs/)
  })
  test('moving coins anywhere but to the own script', () => {
    const move: Permit = { kind: 'own', coins, limits }
    expect(verdict([{ sats: 89_000n, script: own }], move)).toBe('allowed')
    const halves = [45_000n, 44_500n].map((sats) => ({ sats, script: own }))
    expect(verdict(halves, move)).toBe('allowed')
    expect(verdict(Array(9).fill({ sats: 9_900n, script: own }), move)).toMatch(/at most 8/)
    expect(verdict([{ sats: 89_000n, script: payee }], move)).toMatch(/leave/)
    expect(
      verdict(
        [
          { sats: 80_000n, script: own },
          { sats: 9_000n, script: payee },
        ],
        move,
      ),
    ).toMatch(/leave/)
  })
})
