import { describe, expect, test } from 'vitest'
import { manager, payoutScript, recoverOrder } from '../../../test/helpers/recover-case.ts'
import { p2wshScript } from '../../bitcoin/p2wsh-script.ts'
import { parseAddress } from '../../bitcoin/parse-address.ts'
import { scriptToAddress } from '../../bitcoin/script-to-address.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { AddressChecksumError, AddressIsEvmError, AddressNetworkError } from '../../errors/bitcoin-address.ts'
import { RecoverOrderError } from '../../errors/recover.ts'
import { formatFeeRate } from '../../format/format-fee-rate.ts'
import { confirmEnd, draftPayout, draftRecover, type RecoverPlace } from './draft-recover.ts'
import { feeChoices, readFeeRate } from './fee-choices.ts'

const { witnessScript, refundHeight, refundPubKeyHash } = recoverOrder()
const place: RecoverPlace = {
  network: 'regtest',
  script: toHex(p2wshScript(witnessScript)),
  witnessScript: toHex(witnessScript),
  refundHeight,
  refundPubKeyHash: toHex(refundPubKeyHash),
  paidSats: 0n,
  mintedSats: 0n,
}
const address = scriptToAddress(payoutScript, 'regtest') ?? ''
const payout = parseAddress(address, 'regtest')
const coin = (sats: bigint, at: number) => ({ txid: at.toString(16).padStart(64, '0'), vout: 0, sats })
const rule = (act: () => unknown) => {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof RecoverOrderError ? error.rule : error
  }
}

describe('draftPayout', () => {
  test('default: any standard address of this network, with spaces around it', () =>
    expect(draftPayout(` ${address}\n`, place)).toMatchObject({
      address,
      type: 'p2wpkh',
      network: 'regtest',
    }))
  test('error: another network, a typing error, an EVM address', () => {
    expect(() => draftPayout('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', place)).toThrow(
      AddressNetworkError,
    )
    expect(() => draftPayout(`${address.slice(0, -1)}q`, place)).toThrow(AddressChecksumError)
    expect(() => draftPayout(manager, place)).toThrow(AddressIsEvmError)
  })
  test('error: the deposit’s own address', () => {
    const own = scriptToAddress(p2wshScript(witnessScript), 'regtest') ?? ''
    expect(rule(() => draftPayout(own, place))).toBe('payout_self')
  })
})

describe('confirmEnd', () => {
  test('default: the last four characters, in any case where the address has none', () => {
    confirmEnd(address, address.slice(-4))
    confirmEnd(address, ` ${address.slice(-4).toUpperCase()}`)
  })
  test('T33: capitals count in an address of the older kind: two that differ by them alone are two', () => {
    const legacy = 'mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn'
    confirmEnd(legacy, 'JRfn')
    expect(rule(() => confirmEnd(legacy, 'jrfn'))).toBe('address_end')
  })
  test.each(['', address.slice(-3), address.slice(0, 4), 'zzzz'])('error: %s', (typed) =>
    expect(rule(() => confirmEnd(address, typed))).toBe('address_end'),
  )
})

describe('draftRecover', () => {
  const draft = (values: bigint[], feeRate = 2_000n) =>
    draftRecover(place, values.map(coin), { payout, feeRate, confirmedFee: 0n })
  test('default: takes every coin that is worth its fee', () => {
    expect(draft([50_000n, 186n, 187n]).coins.map(({ sats }) => sats)).toEqual([50_000n, 187n])
    expect(draft([50_000n, 186n, 187n], 3_000n).coins).toHaveLength(1)
  })
  test('behavior: more coins than fit: the largest hundred', () => {
    const { coins } = draft(Array.from({ length: 120 }, (_, at) => 10_000n + BigInt(at)))
    expect(coins).toHaveLength(100)
    expect(coins.reduce((least, { sats }) => (sats < least ? sats : least), 10n ** 9n)).toBe(10_020n)
  })
  test('behavior: a fee is raised by enough to be passed on, over the very coins that wait', () => {
    const coins = [coin(50_000n, 1), coin(120n, 2)]
    const raised = (feeRate: bigint, fee: bigint) =>
      draftRecover(place, coins, {
        payout,
        feeRate,
        confirmedFee: 0n,
        replaces: { txid: '99'.repeat(32), coins, payoutScript: toHex(payoutScript), fee },
      })
    const { fee, vsize, coins: taken } = raised(4_000n, 0n)
    expect(taken, 'also one that is worth less than its fee').toHaveLength(2)
    expect(raised(4_000n, fee - BigInt(vsize)).fee).toBe(fee)
    expect(rule(() => raised(4_000n, fee - BigInt(vsize) + 1n))).toBe('fee_not_higher')
  })
  test('error: one coin that is worth nothing says so', () => expect(rule(() => draft([300n]))).toBe('dust'))
})

describe('feeChoices', () => {
  test('C17: the fee rates to choose from are what miners ask now, by the nearest target that is soon enough', () => {
    const estimates = new Map([
      [1, 12.5],
      [3, 8],
      [6, 4.0001],
      [10, 3],
      [144, 0.4],
    ])
    expect(feeChoices(estimates)).toEqual({ fast: 12_500n, normal: 4_001n, slow: 1_000n })
  })
  test('behavior: few or no estimates', () => {
    expect(feeChoices(new Map([[25, 2]]))).toEqual({ fast: 2_000n, normal: 2_000n, slow: 2_000n })
    expect(feeChoices(new Map())).toEqual({ fast: null, normal: null, slow: null })
    expect(feeChoices(new Map([[1, 9e9]])).fast).toBe(1_000_000n)
  })
})

describe('readFeeRate', () => {
  test.each([
    ['1', 1_000n],
    ['2.5', 2_500n],
    [' 2,25 ', 2_250n],
    ['1000', 1_000_000n],
  ])('default: %s', (typed, rate) => {
    expect(readFeeRate(typed)).toBe(rate)
    expect(readFeeRate(formatFeeRate(rate))).toBe(rate)
  })
  test.each(['', '0', '0.999', '1000.001', '1001', '-5', '1e2', '2.1234', 'fast'])('error: %s', (typed) =>
    expect(rule(() => readFeeRate(typed))).toBe('fee_rate'),
  )
})
