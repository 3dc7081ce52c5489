import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { recoverAddress, sha256 } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { fromHex } from './from-hex.ts'
import { messageHash } from './message-hash.ts'
import { signStakerMessage } from './sign-staker-message.ts'
import { stakerMessage } from './staker-message.ts'
import { toHex } from './to-hex.ts'
import { verifyStakerMessage } from './verify-staker-message.ts'

const registration = {
  staker: '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266',
  chainId: 31337,
  registry: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
} as const

describe('staker registration', () => {
  test('default: names staker, chain and registry with checksums', () => {
    expect(stakerMessage(registration)).toBe(
      'Sluice staker 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266 chain 31337 registry 0x5FbDB2315678afecb367f032d93F642f64180aa3',
    )
  })
  test('default: the envelope is Bitcoin’s, written out', () => {
    const text = stakerMessage(registration)
    const envelope = Buffer.concat([
      Buffer.from('\x18Bitcoin Signed Message:\n'),
      Buffer.of(text.length),
      Buffer.from(text),
    ])
    expect(toHex(messageHash(text))).toBe(sha256(sha256(envelope)))
  })
  test('behavior: what ecrecover gives on chain is the key’s own address; s is low, v is 27 or 28', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 48, maxLength: 48 }), async (seed) => {
        const secret = secp256k1.utils.randomSecretKey(seed)
        const proof = signStakerMessage(secret, registration)
        const recovered = await recoverAddress({
          hash: toHex(messageHash(stakerMessage(registration))),
          signature: proof.signature,
        })
        expect(recovered).toBe(privateKeyToAddress(toHex(secret)))
        expect(BigInt(`0x${proof.signature.slice(66, 130)}`) <= secp256k1.Point.Fn.ORDER / 2n).toBe(true)
        expect([27, 28]).toContain(Number(`0x${proof.signature.slice(130)}`))
        expect(
          `0x${proof.pubKeyY % 2n === 0n ? '02' : '03'}${proof.pubKeyX.toString(16).padStart(64, '0')}`,
        ).toBe(proof.pubKey)
        expect(verifyStakerMessage(registration, proof.pubKey, proof.signature)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
  test('error: another staker, chain, registry, key, a high s, a flipped bit', () => {
    const secret = new Uint8Array(32).fill(5)
    const { pubKey, signature } = signStakerMessage(secret, registration)
    const check = (over: object, key = pubKey, sig = signature) =>
      verifyStakerMessage({ ...registration, ...over }, key, sig)
    expect(check({})).toBe(true)
    expect(check({ chainId: 1 })).toBe(false)
    expect(check({ staker: registration.registry })).toBe(false)
    expect(check({ registry: registration.staker })).toBe(false)
    expect(check({}, signStakerMessage(new Uint8Array(32).fill(6), registration).pubKey)).toBe(false)
    const s = BigInt(`0x${signature.slice(66, 130)}`)
    const high = (secp256k1.Point.Fn.ORDER - s).toString(16).padStart(64, '0')
    const v = signature.endsWith('1b') ? '1c' : '1b'
    expect(check({}, pubKey, `0x${signature.slice(2, 66)}${high}${v}`)).toBe(false)
    for (let bit = 0; bit < 520; bit++) {
      const bytes = fromHex(signature)
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(check({}, pubKey, toHex(bytes))).toBe(false)
    }
    expect(check({}, pubKey, '0x')).toBe(false)
  })
})
