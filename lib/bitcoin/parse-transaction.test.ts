import { readFileSync } from 'node:fs'
import { RawTx } from '@scure/btc-signer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeTransaction } from '../../test/helpers/mine-chain.ts'
import { block170 } from '../../test/vectors/mainnet-block-170.ts'
import { TransactionFormatError } from '../errors/transaction.ts'
import { fromHex } from './from-hex.ts'
import { isCoinbase } from './is-coinbase.ts'
import { parseProvable } from './parse-provable.ts'
import { parseTransaction } from './parse-transaction.ts'
import { stripTransaction } from './strip-transaction.ts'
import { toHex } from './to-hex.ts'
import { txidOf } from './txid-of.ts'

const spv = JSON.parse(
  readFileSync(new URL('../../contracts/test/vectors/bitcoin-spv.json', import.meta.url), 'utf8'),
) as { transaction: string; withWitness: string }
/** The signed native P2WPKH example of BIP-143. */
const bip143 =
  '01000000000102fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f00000000494830450221008b9d1dc26ba6a9cb62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040529b194ba3f9281a99f2b1c0a19c0489bc22ede944ccf4ecbab4cc618ef3ed01eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac000247304402203609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1366d7f01cc44a0220573a954c4518331561406f90300e8f3358f51928d43c212a8caed02de67eebee0121025476c2e83188368da1ff3e292e7acafcdb3566bb0ad253f62fc70f07aeee635711000000'
const ruleOf = (work: () => unknown) => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof TransactionFormatError ? error.rule : error
  }
}

describe('parseTransaction', () => {
  test('default: block 170’s payment', () => {
    const tx = parseTransaction(fromHex(block170.payment))
    expect(tx.txid).toBe(block170.txids[1])
    expect(tx.outputs.map(({ sats }) => sats)).toEqual([10_0000_0000n, 40_0000_0000n])
    expect(isCoinbase(tx)).toBe(false)
    expect(isCoinbase(parseTransaction(fromHex(block170.coinbase)))).toBe(true)
  })
  test('BIP-141: the stripped form of a mainnet transaction with witness is the one the txid is over', () => {
    expect(toHex(stripTransaction(fromHex(spv.withWitness)))).toBe(spv.transaction)
    expect(txidOf(fromHex(spv.withWitness))).toBe(parseTransaction(fromHex(spv.transaction)).txid)
    expect(ruleOf(() => parseTransaction(fromHex(spv.withWitness)))).toBe('witness')
  })
  test('BIP-143: another library strips the BIP’s transaction the same way', () => {
    const raw = fromHex(bip143)
    const theirs = RawTx.decode(raw)
    const { witnesses: _, segwitFlag: __, ...rest } = theirs
    const plain = RawTx.encode({ ...rest, segwitFlag: false } as typeof theirs)
    expect(toHex(stripTransaction(raw))).toBe(toHex(plain))
  })
  test('T5 behavior: random transactions read as another library reads them', () => {
    const bytes = (max: number) => fc.uint8Array({ maxLength: max })
    const input = fc.record({
      // the null outpoint is a coinbase's, and refused: a case of its own
      txid: fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((txid) => txid.some((byte) => byte !== 0)),
      index: fc.integer({ min: 0, max: 0xffffffff }),
      finalScriptSig: bytes(300),
      sequence: fc.integer({ min: 0, max: 0xffffffff }),
    })
    const output = fc.record({ amount: fc.bigInt(0n, 1_0000_0000_0000n), script: bytes(300) })
    fc.assert(
      fc.property(
        fc.array(input, { minLength: 1, maxLength: 300 }),
        fc.array(output, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.boolean(),
        (inputs, outputs, lockTime, segwit) => {
          const witnesses = inputs.map(({ txid }) => [txid, new Uint8Array(260)])
          const raw = RawTx.encode({
            version: 2,
            segwitFlag: segwit,
            inputs,
            outputs,
            lockTime,
            ...(segwit ? { witnesses } : {}),
          } as never)
          const stripped = stripTransaction(raw)
          if (stripped.length === 64) {
            expect(ruleOf(() => parseTransaction(stripped))).toBe('size64')
            return
          }
          const tx = parseTransaction(stripped)
          expect(tx.lockTime).toBe(lockTime)
          expect(tx.outputs.map(({ sats, script }) => [sats, toHex(script)])).toEqual(
            outputs.map(({ amount, script }) => [amount, toHex(script)]),
          )
          expect(
            tx.inputs.map(({ txid, vout, sequence, scriptSig }) => [txid, vout, sequence, toHex(scriptSig)]),
          ).toEqual(
            inputs.map(({ txid, index, sequence, finalScriptSig }) => [
              Buffer.from(txid).toString('hex'),
              index,
              sequence,
              toHex(finalScriptSig),
            ]),
          )
          expect(ruleOf(() => parseProvable(stripped))).toBe(
            inputs.length > 64 ? 'too_many_inputs' : outputs.length > 64 ? 'too_many_outputs' : null,
          )
        },
      ),
      { numRuns: 150 },
    )
  })
  test('T5 error: every truncation and every extension is refused', () => {
    const raw = fromHex(block170.payment)
    for (let length = 0; length < raw.length; length++)
      expect(ruleOf(() => parseTransaction(raw.slice(0, length)))).not.toBeNull()
    expect(ruleOf(() => parseTransaction(Uint8Array.of(...raw, 0)))).toBe('trailing')
    expect(ruleOf(() => stripTransaction(Uint8Array.of(...fromHex(spv.withWitness), 0)))).toBe('trailing')
  })
  test('T5 error: lengths not in their shortest form, nothing in or out, too much value, a coinbase', () => {
    const tx = makeTransaction({ txid: '55'.repeat(32), vout: 0 }, [
      { sats: 1n, script: Buffer.of(0x51) },
    ]).raw
    const spliced = (at: number, remove: number, ...bytes: number[]) =>
      Uint8Array.of(...tx.subarray(0, at), ...bytes, ...tx.subarray(at + remove))
    expect(ruleOf(() => parseTransaction(tx))).toBeNull()
    expect(ruleOf(() => parseTransaction(spliced(4, 1, 0xfd, 1, 0)))).toBe('varint')
    expect(ruleOf(() => parseTransaction(spliced(4, 1, 0xfe, 1, 0, 0, 0)))).toBe('varint')
    expect(ruleOf(() => parseTransaction(spliced(4, 1, 0xff, 1, 0, 0, 0, 0, 0, 0, 0)))).toBe('varint')
    expect(ruleOf(() => parseTransaction(spliced(4, 42, 0)))).toBe('witness')
    expect(ruleOf(() => parseTransaction(spliced(4, 43, 0, 0)))).toBe('no_inputs')
    expect(ruleOf(() => parseTransaction(spliced(46, 11, 0)))).toBe('no_outputs')
    const rich = (sats: bigint) =>
      makeTransaction({ txid: '55'.repeat(32), vout: 0 }, [
        { sats, script: Buffer.of(0x51) },
        { sats: 1n, script: Buffer.of(0x51) },
      ]).raw
    expect(ruleOf(() => parseTransaction(rich(2_099_999_999_999_999n)))).toBeNull()
    expect(ruleOf(() => parseTransaction(rich(2_100_000_000_000_000n)))).toBe('value_sum')
    expect(ruleOf(() => parseTransaction(rich(0xffff_ffff_ffff_ffffn)))).toBe('value_sum')
    expect(ruleOf(() => parseProvable(fromHex(block170.coinbase)))).toBe('null_outpoint')
  })
  test('T1 error: exactly 64 bytes', () => {
    const small = makeTransaction({ txid: '55'.repeat(32), vout: 0 }, [
      { sats: 1n, script: Buffer.alloc(4, 0x51) },
    ])
    expect(small.raw.length).toBe(64)
    expect(ruleOf(() => parseTransaction(small.raw))).toBe('size64')
  })
  test('behavior: any bytes give a transaction or a TransactionFormatError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const read of [parseTransaction, stripTransaction]) {
          const rule = ruleOf(() => read(bytes))
          expect(rule === null || typeof rule === 'string').toBe(true)
        }
      }),
    )
  })
})
