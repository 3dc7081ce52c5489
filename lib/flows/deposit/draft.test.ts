import { describe, expect, test } from 'vitest'
import { makeRefundKey } from '../../bitcoin/make-refund-key.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import type { Sat } from '../../core/units.ts'
import {
  AmountAmbiguousError,
  AmountDecimalsError,
  AmountEmptyError,
  AmountNegativeError,
  AmountNotANumberError,
  AmountOverMaximumError,
  AmountUnderMinimumError,
  AmountZeroError,
} from '../../errors/amount.ts'
import {
  AddressChecksumError,
  AddressEmptyError,
  AddressIsEvmError,
  AddressNetworkError,
} from '../../errors/bitcoin-address.ts'
import { DepositRecipientError, DepositRefundError } from '../../errors/deposit.ts'
import {
  RefundAddressTaprootError,
  RefundKeyMismatchError,
  RefundSignatureError,
} from '../../errors/refund-key.ts'
import { draftAmount } from './draft-amount.ts'
import { draftRecipient } from './draft-recipient.ts'
import { draftRefund, type RefundPlace } from './draft-refund.ts'

const limits = { dustSats: 10_000n as Sat, maxSats: 5_000_000n as Sat }
const refusal = (act: () => unknown): unknown => {
  try {
    return act()
  } catch (error) {
    return (error as Error).constructor
  }
}

describe('draftAmount', () => {
  const taken: [string, bigint][] = [
    ['0.05', 5_000_000n],
    [' 0.05 ', 5_000_000n],
    ['0,05', 5_000_000n],
    ['０．０５', 5_000_000n],
    ['0.000 100 00', 10_000n],
    ['0.0001', 10_000n],
  ]
  for (const [typed, sats] of taken)
    test(`behavior: reads ${JSON.stringify(typed)}`, () => expect(draftAmount(typed, limits)).toBe(sats))

  const refused: [string, unknown][] = [
    ['', AmountEmptyError],
    ['0', AmountZeroError],
    ['0.00000000', AmountZeroError],
    ['-0.05', AmountNegativeError],
    ['0.00009999', AmountUnderMinimumError],
    ['0.05000001', AmountOverMaximumError],
    ['0.123456789', AmountDecimalsError],
    ['1,234', AmountAmbiguousError],
    ['five', AmountNotANumberError],
    ['0.05 0.06', AmountNotANumberError],
  ]
  for (const [typed, error] of refused)
    test(`error: ${JSON.stringify(typed)}`, () =>
      expect(refusal(() => draftAmount(typed, limits))).toBe(error))

  test('behavior: unknown limits leave the form of the amount as the only rule', () => {
    expect(draftAmount('0.00000001', { dustSats: null, maxSats: null })).toBe(1n)
  })
})

describe('draftRecipient', () => {
  const bridge = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
  const mine = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
  test('behavior: takes a checksummed address, and one without capitals', () => {
    expect(draftRecipient(` ${mine} `, [bridge])).toBe(mine)
    expect(draftRecipient(mine.toLowerCase(), [bridge])).toBe(mine)
  })
  const refused: [string, string][] = [
    ['', 'empty'],
    ['0x12', 'unreadable'],
    ['hello', 'unreadable'],
    ['bcrt1q8g6zm70shvmrcka7hlp0hpyfvgk5s2pf7flamq', 'bitcoin'],
    ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', 'bitcoin'],
    [mine.replace('3C44C', '3c44C'), 'checksum'],
    [`0x${'0'.repeat(40)}`, 'zero'],
    [bridge, 'bridge'],
    [bridge.toLowerCase(), 'bridge'],
  ]
  for (const [typed, rule] of refused)
    test(`error: ${rule} for ${JSON.stringify(typed.slice(0, 12))}`, () => {
      expect(() => draftRecipient(typed, [bridge])).toThrow(DepositRecipientError)
      expect(() => draftRecipient(typed, [bridge])).toThrow(expect.objectContaining({ rule }))
    })
})

describe('draftRefund', () => {
  const place: RefundPlace = {
    network: 'regtest',
    chainId: 31_337,
    manager: '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6',
  }
  const made = makeRefundKey('regtest')
  const publicKey = toHex(made.pubKey).slice(2)
  const hash = toHex(made.pubKeyHash)

  test('behavior: the wallet’s key, when it belongs to its address', () => {
    expect(draftRefund({ kind: 'wallet', address: made.address, publicKey }, place)).toBe(hash)
    const other = makeRefundKey('regtest')
    expect(refusal(() => draftRefund({ kind: 'wallet', address: other.address, publicKey }, place))).toBe(
      RefundKeyMismatchError,
    )
  })
  test('behavior: a made key counts once its file was saved', () => {
    const draft = { kind: 'made', address: made.address, pubKeyHash: hash } as const
    expect(() => draftRefund({ ...draft, saved: false }, place)).toThrow(DepositRefundError)
    expect(draftRefund({ ...draft, saved: true }, place)).toBe(hash)
  })
  const typed = (address: string, signature = '') =>
    refusal(() => draftRefund({ kind: 'typed', address, signature }, place))
  test('error: a typed address is judged before anyone signs for it', () => {
    expect(typed('')).toBe(AddressEmptyError)
    expect(typed('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq')).toBe(AddressNetworkError)
    expect(typed(`${made.address.slice(0, -1)}${made.address.endsWith('q') ? 'p' : 'q'}`)).toBe(
      AddressChecksumError,
    )
    expect(typed('0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC')).toBe(AddressIsEvmError)
    expect(typed('bcrt1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqc8gma6')).toBe(
      RefundAddressTaprootError,
    )
  })
  test('error: a good address without a signature is unproven, with a wrong one refused', () => {
    expect(typed(made.address)).toBe(DepositRefundError)
    expect(typed(made.address, 'AAAA')).toBe(RefundSignatureError)
  })
})
