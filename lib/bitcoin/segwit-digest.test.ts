import { Transaction } from '@scure/btc-signer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TransactionFormatError } from '../errors/transaction.ts'
import { fromHex } from './from-hex.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { parseTransaction } from './parse-transaction.ts'
import { segwitDigest } from './segwit-digest.ts'
import { toHex } from './to-hex.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

describe('segwitDigest', () => {
  test('default: the native P2WPKH example of BIP-143', () => {
    const transaction = parseTransaction(
      fromHex(
        '0100000002fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f0000000000eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac11000000',
      ),
    )
    const scriptCode = fromHex('76a9141d0f172a0ecb48aee1be1f2687d2963ae33f71a188ac')
    expect(toHex(segwitDigest(transaction, 1, { scriptCode, sats: 600_000_000n }))).toBe(
      '0xc37af31116d1b27caf68aae9e3ac82f1477929014d5b917657d0eb49478cb670',
    )
  })
  test('behavior: equals another library’s for any transaction', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ txid: bytes(32), index: fc.nat(0xffff), sequence: fc.nat(0xffffffff) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.bigInt(330n, 10n ** 12n),
        fc.nat(499_999_999),
        (inputs, witnessScript, amount, lockTime) => {
          const script = p2wshScript(witnessScript)
          const theirs = new Transaction({ lockTime, disableScriptCheck: true })
          for (const input of inputs) theirs.addInput({ ...input, witnessUtxo: { amount, script } })
          theirs.addOutput({ script, amount })
          const ours = parseTransaction(theirs.unsignedTx)
          for (const index of inputs.keys())
            expect(toHex(segwitDigest(ours, index, { scriptCode: witnessScript, sats: amount }))).toBe(
              toHex(theirs.preimageWitnessV0(index, witnessScript, 1, amount)),
            )
        },
      ),
      { numRuns: 100 },
    )
  })
  test('error: TransactionFormatError for an input that is not there', () => {
    const script = p2wshScript(Uint8Array.of(1))
    const theirs = new Transaction({ disableScriptCheck: true })
    theirs.addInput({ txid: '11'.repeat(32), index: 0, witnessUtxo: { amount: 1n, script } })
    theirs.addOutput({ script, amount: 1_000n })
    const ours = parseTransaction(theirs.unsignedTx)
    expect(() => segwitDigest(ours, 1, { scriptCode: script, sats: 1n })).toThrow(TransactionFormatError)
  })
})
