import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { BaseError, type Hex, parseAbi, toHex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Anvil, startAnvil } from '../../keeper/test/start-anvil.ts'
import { foundryBinary } from '../../stack/evm/foundry-binary.ts'
import { fromHex } from './from-hex.ts'
import { opReturnData } from './op-return-data.ts'
import { parseProvable } from './parse-provable.ts'
import { serializeTransaction } from './serialize-transaction.ts'

/** X22: this parser beside the contract's own code in a real EVM, on scripts that nobody thought of. */
const scriptsAtOnce = 64 // as many outputs as the contract takes
const runs = Math.ceil(Number(process.env.X22_SCRIPTS ?? 4_096) / scriptsAtOnce)
const address = '0x00000000000000000000000000000000000000aa'
const abi = parseAbi(['function opReturns(bytes transaction) pure returns (bytes[])'])
let anvil: Anvil

beforeAll(async () => {
  const root = join(import.meta.dirname, '../..')
  execFileSync(foundryBinary('forge'), ['build', 'contracts/test/utils/BitcoinProofsHarness.sol'], {
    cwd: root,
  })
  const artifact = join(root, '.forge/out/BitcoinProofsHarness.sol/BitcoinProofsHarness.json')
  const { deployedBytecode } = JSON.parse(readFileSync(artifact, 'utf8')) as {
    deployedBytecode: { object: Hex }
  }
  anvil = await startAnvil()
  await anvil.client.setCode({ address, bytecode: deployedBytecode.object })
})
afterAll(() => anvil?.stop())

/** What the contract reads, or null when it refuses the transaction. */
const byContract = async (transaction: Uint8Array): Promise<readonly Hex[] | null> => {
  try {
    const args = [toHex(transaction)] as const
    return await anvil.client.readContract({ address, abi, functionName: 'opReturns', args })
  } catch (error) {
    if (
      error instanceof BaseError &&
      error.walk((cause) => (cause as Error).name === 'ExecutionRevertedError')
    )
      return null
    throw error
  }
}
const byLibrary = (transaction: Uint8Array): readonly Hex[] | null => {
  try {
    return parseProvable(transaction).outputs.flatMap(({ script }) => {
      const data = opReturnData(script)
      return data ? [toHex(data)] : []
    })
  } catch {
    return null
  }
}

const heads = [
  '',
  '6a',
  '6a4c',
  '6a4d',
  '6a4e',
  '6a0d',
  '6a4c0d',
  '6a4d0d00',
  '6a6a',
  '006a',
  '6a4b',
  '6a4cff',
]
const near = fc
  .tuple(
    fc.constantFrom(...heads),
    fc.constantFrom(0, 1, 12, 13, 14, 74, 75, 76, 80, 83, 254, 255, 256),
    fc.nat(255),
  )
  .map(([head, count, byte]) => Uint8Array.from([...fromHex(head), ...new Uint8Array(count).fill(byte)]))
const pushed = fc
  .tuple(fc.uint8Array({ maxLength: 255 }), fc.boolean(), fc.integer({ min: -1, max: 1 }))
  .map(([data, long, off]) =>
    Uint8Array.from([0x6a, ...(long || data.length > 75 ? [0x4c] : []), (data.length + off) & 0xff, ...data]),
  )
const wild = fc
  .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }))
  .map(([head, tail]) => Uint8Array.from([...fromHex(head), ...tail]))
const transactionOf = (scripts: readonly Uint8Array[]) =>
  serializeTransaction({
    version: 2,
    inputs: [{ txid: '11'.repeat(32), vout: 0, sequence: 0xfffffffd }],
    outputs: scripts.map((script) => ({ sats: 0n, script })),
    lockTime: 0,
  })

test('X22: the same data is found in the same outputs, whatever the scripts', {
  timeout: 900_000,
}, async () => {
  const some = fc.array(fc.oneof(near, pushed, wild), { minLength: scriptsAtOnce, maxLength: scriptsAtOnce })
  await fc.assert(
    fc.asyncProperty(some, async (scripts) => {
      const transaction = transactionOf(scripts)
      const read = await byContract(transaction)
      expect(read).not.toBeNull()
      expect(byLibrary(transaction)).toEqual(read)
    }),
    { numRuns: runs },
  )
})

test('X22: a transaction that is broken anywhere is refused by both or read alike by both', {
  timeout: 900_000,
}, async () => {
  const whole = transactionOf([fromHex('6a0d01020304000000000000000700'), fromHex('6a4c0161')])
  const broken = fc
    .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 5 }), fc.nat(5))
    .map(([at, bytes, cut]) =>
      Uint8Array.from([...whole.subarray(0, at), ...bytes, ...whole.subarray(at + cut)]),
    )
  const seen = { read: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(broken, async (transaction) => {
      const read = await byContract(transaction)
      seen[read ? 'read' : 'refused'] += 1
      expect(byLibrary(transaction)).toEqual(read)
    }),
    { numRuns: 4 * runs },
  )
  expect(Math.min(seen.read, seen.refused), 'both kinds were tried').toBeGreaterThan(0)
})
