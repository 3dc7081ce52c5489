import { secp256k1 } from '@noble/curves/secp256k1.js'
import { base64 } from '@scure/base'
import { NETWORK, p2pkh, p2sh, p2tr, p2wpkh, p2wsh, TEST_NETWORK, WIF } from '@scure/btc-signer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AddressChecksumError, AddressIsEvmError, AddressNetworkError } from '../errors/bitcoin-address.ts'
import {
  RecoveryFileError,
  RefundAddressScriptError,
  RefundAddressTaprootError,
  RefundKeyInvalidError,
  RefundKeyMismatchError,
  RefundKeyUncompressedError,
  RefundSignatureError,
} from '../errors/refund-key.ts'
import { bip322MessageHash, bip322SegwitDigest, bip322ToSpend } from './bip322-hash.ts'
import { depositWitnessScript } from './deposit-witness-script.ts'
import { displayHash } from './display-hash.ts'
import { fromWif } from './from-wif.ts'
import { hash160 } from './hash160.ts'
import { makeRefundKey } from './make-refund-key.ts'
import { messageHash } from './message-hash.ts'
import { bitcoinNetworks } from './networks.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { parseAddress } from './parse-address.ts'
import { buildRecoveryFile, parseRecoveryFile } from './recovery-file.ts'
import { refundKeyOf } from './refund-key-of.ts'
import { refundMessage } from './refund-message.ts'
import { scriptToAddress } from './script-to-address.ts'
import { toHex } from './to-hex.ts'
import { toWif } from './to-wif.ts'
import { verifyRefundSignature } from './verify-refund-signature.ts'

const regtest = bitcoinNetworks.regtest
const secret = new Uint8Array(32).fill(7)
const pubKey = secp256k1.getPublicKey(secret, true)
const native = p2wpkh(pubKey, regtest)
const addresses = {
  native: native.address as string,
  nested: p2sh(native, regtest).address as string,
  legacy: p2pkh(pubKey, regtest).address as string,
  taproot: p2tr(pubKey.slice(1), undefined, regtest).address as string,
  script: p2wsh(p2pkh(pubKey, regtest), regtest).address as string,
}
const manager = '0x5FbDB2315678afecb367f032d93F642f64180aa3'

describe('refundKeyOf', () => {
  test.each(['native', 'nested', 'legacy'] as const)('default: the key of a %s address', (kind) => {
    expect(toHex(refundKeyOf(addresses[kind], pubKey, 'regtest').pubKeyHash)).toBe(toHex(hash160(pubKey)))
  })
  test('error: each reason has its own class', () => {
    const uncompressed = secp256k1.getPublicKey(secret, false)
    const other = secp256k1.getPublicKey(new Uint8Array(32).fill(8), true)
    const taken =
      (address: string, key = pubKey) =>
      () =>
        refundKeyOf(address, key, 'regtest')
    expect(taken(addresses.taproot)).toThrow(RefundAddressTaprootError)
    expect(taken(addresses.script)).toThrow(RefundAddressScriptError)
    expect(taken(addresses.native, uncompressed)).toThrow(RefundKeyUncompressedError)
    expect(taken(addresses.native, other)).toThrow(RefundKeyMismatchError)
    expect(taken(addresses.nested, other)).toThrow(RefundKeyMismatchError)
    expect(taken(addresses.native, pubKey.slice(1))).toThrow(RefundKeyInvalidError)
    expect(taken(addresses.native, new Uint8Array(33).fill(2, 0, 1).fill(255, 1))).toThrow(
      RefundKeyInvalidError,
    )
    expect(taken('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).toThrow(AddressNetworkError)
    expect(taken(manager)).toThrow(AddressIsEvmError)
    expect(taken(`${addresses.native.slice(0, -1)}${addresses.native.endsWith('q') ? 'p' : 'q'}`)).toThrow(
      AddressChecksumError,
    )
  })
})

describe('BIP-322', () => {
  const address = 'bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l'
  test.each([
    [
      '',
      'c90c269c4f8fcbe6880f72a721ddfbf1914268a794cbb21cfafee13770ae19f1',
      'c5680aa69bb8d860bf82d4e9cd3504b55dde018de765a91bb566283c545a99a7',
    ],
    [
      'Hello World',
      'f0eb03b1a75ac6d9847f55c624a99169b5dccba2a31f5b23bea77ba270de0a7a',
      'b79d196740ad5217771c1098fc4a4b51e0535c32236c71f1ea4d61a2d603352b',
    ],
    [
      'UTF-8 support: öäüéàè 测试文本 😄',
      '43936b237ea38c7794eb5d755e0d220b6db92ebfc5c8f482759d22b1286376d7',
      'c8f4f525fe8afb1bc09b44175bd2096f079c98425e8a1be676b712add1fb62f0',
    ],
  ])('default: hashes of %j as in the BIP', (message, hash, toSpend) => {
    expect(toHex(bip322MessageHash(message)).slice(2)).toBe(hash)
    expect(displayHash(bip322ToSpend(message, parseAddress(address, 'main').script))).toBe(toSpend)
  })
  const empty =
    'AkcwRAIgM2gBAQqvZX15ZiysmKmQpDrG83avLIT492QBzLnQIxYCIBaTpOaD20qRlEylyxFSeEA2ba9YOixpX8z46TSDtS40ASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJqO4XCsMvViHI='
  test.each([
    ['', empty],
    ['', `smp${empty}`],
    [
      '',
      'smpAkgwRQIhAPkJ1Q4oYS0htvyuSFHLxRQpFAY56b70UvE7Dxazen0ZAiAtZfFz1S6T6I23MWI2lK/pcNTWncuyL8UL+oMdydVgzAEhAsfxIAMZZEKUPYWI4BruhAQjzFT8FSFSajuFwrDL1Yhy',
    ],
    [
      'Hello World',
      'smpAkcwRAIgZRfIY3p7/DoVTty6YZbWS71bc5Vct9p9Fia83eRmw2QCICK/ENGfwLtptFluMGs2KsqoNSk89pO7F29zJLUx9a/sASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJqO4XCsMvViHI=',
    ],
  ])('default: signatures of the BIP reveal the key (%j)', (message, signature) => {
    const key = verifyRefundSignature(address, message, signature, 'main')
    expect(toHex(key.pubKeyHash)).toBe(toHex(parseAddress(address, 'main').hash))
    const known = secp256k1.getPublicKey(
      fromWif('L3VFeEujGtevx9w18HD1fhRbCH67Az2dpCymeRE1SoPK6XQtaN2k', 'main'),
      true,
    )
    expect(toHex(key.pubKey)).toBe(toHex(known))
  })
  test.each([
    ['Wrong message that was not signed', empty],
    ['', 'not-valid-base64!!!'],
    ['', ''],
    ['', 'smpAA=='],
    ['', 'fooAA=='],
  ])('error: RefundSignatureError for the BIP’s bad cases (%j, %j)', (message, signature) => {
    expect(() => verifyRefundSignature(address, message, signature, 'main')).toThrow(RefundSignatureError)
  })
})

const legacy = (message: string, key: Uint8Array, base: number) => {
  const signed = secp256k1.sign(messageHash(message), key, { prehash: false, format: 'recovered' })
  return base64.encode(Uint8Array.of(base + (signed[0] as number), ...signed.subarray(1)))
}

describe('verifyRefundSignature', () => {
  const message = refundMessage({ address: addresses.native, chainId: 31337, manager })
  test.each([
    ['native', 39],
    ['native', 31],
    ['nested', 35],
    ['nested', 31],
    ['legacy', 31],
  ] as const)('default: signMessage of a %s address, header %i (BIP-137)', (kind, base) => {
    expect(
      toHex(verifyRefundSignature(addresses[kind], message, legacy(message, secret, base), 'regtest').pubKey),
    ).toBe(toHex(pubKey))
  })
  test.each(['native', 'nested'] as const)('BIP-322 default: a simple signature for a %s address', (kind) => {
    const { script } = parseAddress(addresses[kind], 'regtest')
    const digest = bip322SegwitDigest(bip322ToSpend(message, script), hash160(pubKey))
    const der = secp256k1.sign(digest, secret, { prehash: false, format: 'der', lowS: true })
    const witness = Uint8Array.of(2, der.length + 1, ...der, 1, pubKey.length, ...pubKey)
    expect(
      toHex(
        verifyRefundSignature(addresses[kind], message, `smp${base64.encode(witness)}`, 'regtest').pubKey,
      ),
    ).toBe(toHex(pubKey))
    const elsewhere = addresses[kind === 'native' ? 'nested' : 'native']
    expect(() => verifyRefundSignature(elsewhere, message, base64.encode(witness), 'regtest')).toThrow(
      RefundSignatureError,
    )
  })
  test('error: an uncompressed key, another key, another text, Taproot, a script', () => {
    const check =
      (address: string, signature: string, text = message) =>
      () =>
        verifyRefundSignature(address, text, signature, 'regtest')
    expect(check(addresses.legacy, legacy(message, secret, 27))).toThrow(RefundKeyUncompressedError)
    expect(check(addresses.native, legacy(message, new Uint8Array(32).fill(9), 39))).toThrow(
      RefundSignatureError,
    )
    expect(check(addresses.native, legacy('another', secret, 39))).toThrow(RefundSignatureError)
    expect(check(addresses.taproot, legacy(message, secret, 31))).toThrow(RefundAddressTaprootError)
    expect(check(addresses.script, legacy(message, secret, 31))).toThrow(RefundAddressScriptError)
  })
  test('behavior: no flipped bit is accepted', () => {
    const good = base64.decode(legacy(message, secret, 39))
    fc.assert(
      fc.property(fc.nat(64), fc.nat(7), (at, bit) => {
        const bad = good.slice()
        bad[at] = (bad[at] as number) ^ (1 << bit)
        // Bits of the header that only name the address type carry nothing that is signed.
        fc.pre(at !== 0 || (((bad[0] as number) - 27) & 3) !== (((good[0] as number) - 27) & 3))
        expect(() =>
          verifyRefundSignature(addresses.native, message, base64.encode(bad), 'regtest'),
        ).toThrow()
      }),
    )
  })
})

describe('wallet import format', () => {
  test('behavior: as another library writes and reads it, on every network', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('main', 'test', 'signet', 'regtest'),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (network, key) => {
          const theirs = WIF(bitcoinNetworks[network])
          expect(toWif(key, network)).toBe(theirs.encode(key))
          expect(fromWif(toWif(key, network), network)).toEqual(theirs.decode(theirs.encode(key)))
        },
      ),
    )
    expect(bitcoinNetworks.main).toEqual(NETWORK)
    expect(bitcoinNetworks.test).toEqual(TEST_NETWORK)
  })
  test('error: another network, a changed character, an uncompressed key', () => {
    const wif = toWif(secret, 'main')
    expect(() => fromWif(wif, 'regtest')).toThrow(RefundKeyInvalidError)
    expect(() => fromWif(`${wif.slice(0, -1)}${wif.endsWith('1') ? '2' : '1'}`, 'main')).toThrow(
      RefundKeyInvalidError,
    )
    // The well-known example of the Bitcoin wiki.
    expect(() => fromWif('5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ', 'main')).toThrow(
      RefundKeyUncompressedError,
    )
  })
})

describe('recovery file', () => {
  const key = makeRefundKey('regtest')
  const witnessScript = depositWitnessScript({
    chainId: 31337,
    manager,
    reqId: 4n,
    share: 0,
    stakerPubKey: pubKey,
    refundHeight: 4_521,
    refundPubKeyHash: key.pubKeyHash,
  })
  const address = scriptToAddress(p2wshScript(witnessScript), 'regtest') as string
  const text = buildRecoveryFile({
    network: 'regtest',
    chainId: 31337,
    manager,
    wif: key.wif,
    pubKeyHash: key.pubKeyHash,
    deposit: { reqId: 4n, address, witnessScript, refundHeight: 4_521 },
  })
  test('default: the key can be read back from the file alone', () => {
    const file = parseRecoveryFile(text)
    const again = secp256k1.getPublicKey(fromWif(file.refundKey, file.network), true)
    expect(toHex(again)).toBe(toHex(key.pubKey))
    expect(file.deposit?.refundHeight).toBe(4_521)
    expect(file.howToUse).toContain('4521')
    expect(key.address).toBe(p2wpkh(key.pubKey, regtest).address)
  })
  test('default: before the draw there is no script yet', () => {
    const early = buildRecoveryFile({
      network: 'regtest',
      chainId: 31337,
      manager,
      wif: key.wif,
      pubKeyHash: key.pubKeyHash,
      deposit: null,
    })
    expect(parseRecoveryFile(early).deposit).toBeNull()
  })
  test('behavior: two keys are never the same', () => {
    expect(new Set(Array.from({ length: 50 }, () => makeRefundKey('main').wif)).size).toBe(50)
  })
  test.each([
    ['not JSON', () => 'hello'],
    ['another kind', () => text.replace('sluice-recovery', 'other')],
    ['another key', () => text.replace(key.wif, makeRefundKey('regtest').wif)],
    ['another network', () => text.replace('"regtest"', '"main"')],
    ['another address', () => text.replace(address, addresses.script)],
    ['another script', () => text.replace('7576a914', '7576a915')],
    ['a missing field', () => text.replace('refundPubKeyHash', 'x')],
  ])('error: RecoveryFileError for %s', (_, make) =>
    expect(() => parseRecoveryFile(make())).toThrow(RecoveryFileError),
  )
})
