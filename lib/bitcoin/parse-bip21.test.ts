import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toSat } from '../core/to-sat.ts'
import { MAX_SATS } from '../core/units.ts'
import { Bip21Error } from '../errors/bip21.ts'
import { buildBip21 } from './build-bip21.ts'
import { parseBip21 } from './parse-bip21.ts'

const address = '175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W'

describe('BIP-21', () => {
  test('default: the examples of the BIP', () => {
    expect(parseBip21(`bitcoin:${address}`)).toMatchObject({ address, sats: null, label: null })
    expect(parseBip21(`bitcoin:${address}?label=Luke-Jr`)).toMatchObject({ label: 'Luke-Jr' })
    expect(parseBip21(`bitcoin:${address}?amount=20.3&label=Luke-Jr`)).toMatchObject({ sats: 2_030_000_000n })
    expect(
      parseBip21(`bitcoin:${address}?amount=50&label=Luke-Jr&message=Donation%20for%20project%20xyz`),
    ).toMatchObject({ sats: 5_000_000_000n, message: 'Donation for project xyz' })
    expect([
      ...parseBip21(`bitcoin:${address}?somethingyoudontunderstand=50&somethingelseyoudontget=999`).others,
    ]).toEqual([
      ['somethingyoudontunderstand', '50'],
      ['somethingelseyoudontget', '999'],
    ])
    expect(parseBip21(`BITCOIN:${address}?amount=.5`).sats).toBe(50_000_000n)
  })
  test.each([
    [`bitcoin:${address}?req-somethingyoudontunderstand=50&req-somethingelseyoudontget=999`, 'required'],
    [`bitcoin:${address}?amount=50&amount=51`, 'parameter'],
    [`bitcoin:${address}?amount=1,5`, 'amount'],
    [`bitcoin:${address}?amount=0.123456789`, 'amount'],
    [`bitcoin:${address}?amount=1e8`, 'amount'],
    [`bitcoin:${address}?amount=-1`, 'amount'],
    [`bitcoin:${address}?amount=22000000`, 'amount'],
    [`bitcoin:${address}?amount=`, 'amount'],
    [`bitcoin:${address}?label=%ff`, 'parameter'],
    [`bitcoin:${address}?a=1?b=2`, 'parameter'],
    ['bitcoin:', 'address'],
    ['bitcoin:<script>', 'address'],
    [`litecoin:${address}`, 'scheme'],
    [address, 'scheme'],
  ])('error: %s', (uri, rule) => {
    try {
      parseBip21(uri)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Bip21Error)
      expect((error as Bip21Error).rule).toBe(rule)
    }
  })
  test('default: builds the exact amount without zeros at the end', () => {
    expect(buildBip21({ address, sats: toSat(5_000_000n) })).toBe(`bitcoin:${address}?amount=0.05`)
    expect(buildBip21({ address, sats: toSat(100_000_000n) })).toBe(`bitcoin:${address}?amount=1`)
    expect(buildBip21({ address, sats: null })).toBe(`bitcoin:${address}`)
  })
  test('behavior: what is built is read back', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, MAX_SATS), fc.string({ unit: 'grapheme' }), (sats, label) => {
        const {
          address: read,
          sats: amount,
          label: said,
        } = parseBip21(buildBip21({ address, sats: toSat(sats), label }))
        expect([read, amount, said]).toEqual([address, sats, label])
      }),
    )
  })
})
