import { secp256k1 } from '@noble/curves/secp256k1.js'
import { Address, p2pkh, p2sh, p2tr, p2wpkh, p2wsh } from '@scure/btc-signer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AddressChecksumError,
  AddressEmptyError,
  AddressIsEvmError,
  AddressNetworkError,
  AddressUnreadableError,
  AddressWitnessVersionError,
  BitcoinAddressError,
} from '../errors/bitcoin-address.ts'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'
import { parseAddress } from './parse-address.ts'
import { scriptToAddress } from './script-to-address.ts'
import { toHex } from './to-hex.ts'

describe('parseAddress', () => {
  test.each([
    [
      'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
      'main',
      'p2wpkh',
      '0x0014751e76e8199196d454941c45d1b3a323f1433bd6',
    ],
    [
      'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7',
      'test',
      'p2wsh',
      '0x00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262',
    ],
    [
      'tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy',
      'signet',
      'p2wsh',
      '0x0020000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
    ],
    [
      'tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c',
      'test',
      'p2tr',
      '0x5120000000c4a5cad46221b2a187905e5266362b99d5e91c6ce24d165dab93e86433',
    ],
    [
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      'main',
      'p2tr',
      '0x512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
    ],
  ] as const)('BIP-350: valid %s', (address, network, type, script) => {
    const parsed = parseAddress(address, network)
    expect([parsed.type, toHex(parsed.script), parsed.address]).toEqual([type, script, address.toLowerCase()])
  })
  test.each([
    [
      'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y',
      AddressWitnessVersionError,
    ],
    ['BC1SW50QGDZ25J', AddressWitnessVersionError],
    ['bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs', AddressWitnessVersionError],
  ])('BIP-350: valid form without rules yet, never paid: %s', (address, type) => {
    expect(() => parseAddress(address, 'main')).toThrow(type)
  })
  test.each([
    ['tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut', AddressUnreadableError],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd', AddressChecksumError],
    ['tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf', AddressChecksumError],
    ['BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL', AddressChecksumError],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh', AddressChecksumError],
    ['tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47', AddressChecksumError],
    ['bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4', AddressChecksumError],
    ['BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R', AddressUnreadableError],
    ['bc1pw5dgrnzv', AddressUnreadableError],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav', AddressUnreadableError],
    ['BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P', AddressUnreadableError],
    ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq', AddressChecksumError],
    ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf', AddressUnreadableError],
    ['tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j', AddressUnreadableError],
    ['bc1gmk9yu', AddressChecksumError],
  ])('BIP-350 error: %s', (address, type) => {
    expect(() => parseAddress(address, address.startsWith('tb') ? 'test' : 'main')).toThrow(type)
  })

  test.each([
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'main', 'p2pkh'],
    ['3P14159f73E4gFr7JterCCQh9QjiTjiZrG', 'main', 'p2sh'],
    ['mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', 'regtest', 'p2pkh'],
    ['2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc', 'test', 'p2sh'],
  ] as const)('default: base58 %s', (address, network, type) => {
    expect(parseAddress(`  ${address}\n`, network)).toMatchObject({ address, type })
  })
  test.each([
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'regtest', 'bc1'],
    ['tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7', 'regtest', 'tb1'],
    ['tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7', 'main', 'tb1'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'test', '1'],
    ['3P14159f73E4gFr7JterCCQh9QjiTjiZrG', 'regtest', '3'],
    ['mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn', 'main', 'm'],
  ] as const)('error: AddressNetworkError %s on %s, by prefix', (address, network, prefix) => {
    try {
      parseAddress(address, network)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(AddressNetworkError)
      expect((error as AddressNetworkError).params).toMatchObject({ prefix, expected: network })
    }
  })
  test.each([
    ['', AddressEmptyError],
    ['0x52908400098527886E0F7030069857D2E4169EE7', AddressIsEvmError],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', AddressChecksumError],
    ['hello', AddressUnreadableError],
    ['bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', AddressUnreadableError],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', AddressUnreadableError],
    ['١A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', AddressUnreadableError],
    ['1'.repeat(1_000_000), AddressUnreadableError],
  ])('error: %#', (address, type) => expect(() => parseAddress(address, 'main')).toThrow(type))

  test('behavior: as another library reads and writes, on every network, in both directions', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<BitcoinNetwork>('main', 'test', 'signet', 'regtest'),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (name, seed) => {
          const key = secp256k1.getPublicKey(
            secp256k1.utils.randomSecretKey(Uint8Array.of(...seed, ...seed).slice(0, 48)),
            true,
          )
          const network = bitcoinNetworks[name]
          const native = p2wpkh(key, network)
          for (const output of [
            p2pkh(key, network),
            native,
            p2sh(native, network),
            p2wsh(p2pkh(key, network), network),
            p2tr(key.slice(1), undefined, network),
          ]) {
            const address = output.address ?? ''
            expect(toHex(parseAddress(address, name).script)).toBe(toHex(output.script))
            expect(scriptToAddress(output.script, name)).toBe(address)
          }
        },
      ),
      { numRuns: 20 },
    )
  })
  test('behavior: one changed character is never accepted; any text gives an address or a BitcoinAddressError', () => {
    const address = 'bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry'
    expect(Address(bitcoinNetworks.regtest).decode(address).type).toBe('wsh')
    expect(parseAddress(address, 'regtest').type).toBe('p2wsh')
    fc.assert(
      fc.property(
        fc.nat(address.length - 1),
        fc.constantFrom(...'qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio'),
        (at, character) => {
          fc.pre(address[at] !== character)
          expect(() =>
            parseAddress(address.slice(0, at) + character + address.slice(at + 1), 'regtest'),
          ).toThrow(BitcoinAddressError)
        },
      ),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          return parseAddress(text, 'main').script.length > 0
        } catch (error) {
          return error instanceof BitcoinAddressError
        }
      }),
    )
  })
})
