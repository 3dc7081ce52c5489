import { readFileSync } from 'node:fs'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Script, ScriptNum } from '@scure/btc-signer'
import fc from 'fast-check'
import type { Address, Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { BaseError } from '../errors/base-error.ts'
import { depositScript } from './deposit-script.ts'
import { depositTag } from './deposit-tag.ts'
import { depositWitnessScript } from './deposit-witness-script.ts'
import { fromHex } from './from-hex.ts'
import { scriptNumber } from './script-number.ts'
import { toHex } from './to-hex.ts'

type Vector = {
  chainId: number
  manager: Address
  reqId: number | string
  share: number
  stakerPubKey: Hex
  refundHeight: number
  refundPubKeyHash: Hex
  tag: Hex
  witnessScript: Hex
  scriptPubKey: Hex
}
const file = new URL('../../contracts/test/vectors/deposit-script.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Vector[] }
const partsOf = (vector: Vector) => ({
  chainId: vector.chainId,
  manager: vector.manager,
  reqId: BigInt(vector.reqId),
  share: vector.share,
  stakerPubKey: fromHex(vector.stakerPubKey),
  refundHeight: vector.refundHeight,
  refundPubKeyHash: fromHex(vector.refundPubKeyHash),
})

describe('depositScript', () => {
  test('default: there are shared vectors', () => expect(cases.length).toBeGreaterThan(3))
  test.each(cases)(
    'default: as the contract, chain $chainId request $reqId share $share height $refundHeight',
    (vector) => {
      const parts = partsOf(vector)
      expect(toHex(depositTag(parts))).toBe(vector.tag)
      expect(toHex(depositWitnessScript(parts))).toBe(vector.witnessScript)
      expect(toHex(depositScript(parts))).toBe(vector.scriptPubKey)
    },
  )
  test('behavior: 91 bytes on mainnet heights, and another library reads the same operations', () => {
    const script = depositWitnessScript(partsOf({ ...(cases[0] as Vector), refundHeight: 904_320 }))
    expect(script.length).toBe(91)
    const [tag, ...ops] = Script.decode(script)
    expect(tag).toHaveLength(20)
    expect(ops.map((op) => (op instanceof Uint8Array ? op.length : op))).toEqual([
      'DROP',
      'IF',
      33,
      'CHECKSIG',
      'ELSE',
      3,
      'CHECKLOCKTIMEVERIFY',
      'DROP',
      'DUP',
      'HASH160',
      20,
      'EQUALVERIFY',
      'CHECKSIG',
      'ENDIF',
    ])
  })
  test('behavior: no two deployments, requests or shares have the same script', () => {
    const base = partsOf(cases[0] as Vector)
    const scripts = [
      base,
      { ...base, chainId: base.chainId + 1 },
      { ...base, manager: `0x${'01'.repeat(20)}` as Address },
      { ...base, reqId: base.reqId + 1n },
      { ...base, share: base.share + 1 },
      { ...base, refundHeight: base.refundHeight + 1 },
    ].map((parts) => bytesToHex(depositScript(parts)))
    expect(new Set(scripts).size).toBe(scripts.length)
  })
  test('error: keys of another length', () => {
    const base = partsOf(cases[0] as Vector)
    expect(() => depositScript({ ...base, stakerPubKey: new Uint8Array(65) })).toThrow(BaseError)
    expect(() => depositScript({ ...base, refundPubKeyHash: new Uint8Array(32) })).toThrow(BaseError)
  })
})

describe('scriptNumber', () => {
  test('behavior: the shortest push, as another library writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 17, max: 2 ** 31 - 1 }), (value) => {
        const expected = ScriptNum().encode(BigInt(value))
        expect(scriptNumber(value)).toEqual(Uint8Array.of(expected.length, ...expected))
      }),
    )
    expect([0, 1, 16].map((value) => bytesToHex(scriptNumber(value)))).toEqual(['00', '51', '60'])
    expect([17, 127, 128, 255, 256, 32_767, 32_768].map((value) => bytesToHex(scriptNumber(value)))).toEqual([
      '0111',
      '017f',
      '028000',
      '02ff00',
      '020001',
      '02ff7f',
      '03008000',
    ])
  })
  test('error: negative, fractional, beyond five bytes', () => {
    for (const value of [-1, 1.5, 2 ** 39, Number.NaN]) expect(() => scriptNumber(value)).toThrow(BaseError)
  })
})
