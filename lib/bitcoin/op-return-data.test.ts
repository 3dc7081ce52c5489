import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeTransaction } from '../../test/helpers/mine-chain.ts'
import { TransactionFormatError } from '../errors/transaction.ts'
import { fromHex } from './from-hex.ts'
import { opReturnData } from './op-return-data.ts'
import { parseProvable } from './parse-provable.ts'
import { readPayoutMarking } from './read-payout-marking.ts'
import { toHex } from './to-hex.ts'

type Marking = { tag: string; reqId: string; share: number }
type ScriptCase = { name: string; head: string; fill: number; skip: number; marking?: Marking }
type TransactionCase = { name: string; scripts: string[]; payloads: string[] }
const { scripts, transactions } = JSON.parse(
  readFileSync(new URL('../../contracts/test/vectors/op-returns.json', import.meta.url), 'utf8'),
) as { scripts: ScriptCase[]; transactions: TransactionCase[] }

const scriptOf = ({ head, fill }: ScriptCase) =>
  Uint8Array.from([...fromHex(head), ...new Uint8Array(fill).fill(0x61)])

describe('X22: scripts that mean to be misread, as contracts/test/differential/OpReturns.t.sol reads them', () => {
  test.each(scripts)('X22: $name', (given) => {
    const script = scriptOf(given)
    const { skip, marking } = given
    expect(opReturnData(script)).toEqual(skip < 0 ? null : script.slice(skip))
    const read = readPayoutMarking(script)
    expect(read && { tag: toHex(read.tag), reqId: String(read.reqId), share: read.share }).toEqual(
      marking ?? null,
    )
  })
  test('X22: at least sixty of them', () => expect(scripts.length).toBeGreaterThanOrEqual(60))
  test.each(transactions)('X22: a transaction with $name', ({ scripts: outputs, payloads }) => {
    const { stripped } = makeTransaction(
      { txid: '11'.repeat(32), vout: 0 },
      outputs.map((script) => ({ sats: 0n, script: fromHex(script) })),
    )
    const read = parseProvable(stripped).outputs.flatMap(({ script }) => opReturnData(script) ?? [])
    expect(read.map(toHex)).toEqual(payloads)
  })
})

describe('X22: whatever bytes come', () => {
  const almost = fc
    .tuple(fc.constantFrom('6a', '6a4c', '6a4d', '6a4e', '6a0d', '6a4c0d', '6a6a', '00', ''), fc.uint8Array())
    .map(([head, tail]) => Uint8Array.from([...fromHex(head), ...tail]))

  test('X22: a script is read or is nothing, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(almost, fc.uint8Array({ maxLength: 9_000 })), (script) => {
        const data = opReturnData(script)
        if (data) expect(toHex(script).endsWith(toHex(data).slice(2))).toBe(true)
        expect(readPayoutMarking(script) === null).toBe(data?.length !== 13)
      }),
      { numRuns: 5_000 },
    )
  })
  test('X22: every push that is written is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 255 }), (data) => {
        const long = Uint8Array.from([0x6a, 0x4c, data.length, ...data])
        expect(opReturnData(long)).toEqual(data)
        if (data.length <= 75)
          expect(opReturnData(Uint8Array.from([0x6a, data.length, ...data]))).toEqual(data)
      }),
    )
  })
  test('X22: of a transaction nothing but its own error escapes', () => {
    const { stripped } = makeTransaction({ txid: '11'.repeat(32), vout: 0 }, [
      { sats: 0n, script: fromHex('6a0d01020304000000000000000700') },
    ])
    const broken = fc
      .tuple(fc.nat(stripped.length), fc.uint8Array({ maxLength: 9 }), fc.nat(9))
      .map(([at, bytes, cut]) =>
        Uint8Array.from([...stripped.subarray(0, at), ...bytes, ...stripped.subarray(at + cut)]),
      )
    fc.assert(
      fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 9_000 })), (bytes) => {
        try {
          parseProvable(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(TransactionFormatError)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})
