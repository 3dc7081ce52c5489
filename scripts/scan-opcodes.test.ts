import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Artifact, findForbidden, ownContract } from './scan-opcodes-find.ts'

/** One source map entry an instruction, as solc writes it. */
const code = (hex: string, instructions: number) => ({
  object: `0x${hex}`,
  sourceMap: Array(instructions).fill('1:1:0').join(';'),
})
const artifact = (hex: string, instructions: number, file = 'contracts/src/Planted.sol'): Artifact => ({
  deployedBytecode: code(hex, instructions),
  bytecode: code('00', 1),
  metadata: { settings: { compilationTarget: { [file]: 'Planted' } } },
})

test.each([
  ['PREVRANDAO', '4400', 0],
  ['BLOBHASH', '60014900', 2],
  ['BLOBBASEFEE', '5f4a00', 1],
])('error: %s', (opcode, hex, offset) => {
  expect(findForbidden(artifact(hex, 3))).toEqual([{ opcode, offset, part: 'deployed' }])
})

test.each([
  ['the data of a push', '604400', 2],
  ['the data of the longest push', `7f${'44494a'.repeat(10)}444900`, 2],
  ['a push that runs out at the end', '6244', 1],
  ['bytes behind the last instruction', '00fe44494a', 2],
  ['no code', '', 0],
])('default: %s is not an opcode', (_, hex, instructions) => {
  expect(findForbidden(artifact(hex, instructions))).toEqual([])
})

test('error: creation code counts too', () => {
  const found = findForbidden({ bytecode: code('3444', 2), deployedBytecode: code('00', 1) })
  expect(found).toEqual([{ opcode: 'PREVRANDAO', offset: 1, part: 'creation' }])
})

test('behavior: an unlinked library keeps offsets right', () => {
  const placeholder = `73__$${'a'.repeat(34)}$__`
  expect(findForbidden(artifact(`${placeholder}44`, 2))).toEqual([
    { opcode: 'PREVRANDAO', offset: 21, part: 'deployed' },
  ])
})

test('error: code without a source map cannot be scanned', () => {
  expect(() => findForbidden({ deployedBytecode: { object: '0x00' } })).toThrow(/forge build/)
})

test('behavior: only contracts of contracts/src are ours', () => {
  expect(ownContract(artifact('00', 1))).toEqual({ file: 'contracts/src/Planted.sol', name: 'Planted' })
  expect(ownContract(artifact('00', 1, 'contracts/test/Planted.t.sol'))).toBeNull()
  expect(ownContract({})).toBeNull()
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-opcodes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (planted: Artifact[]) => {
  planted.forEach((one, i) => {
    mkdirSync(join(folder, `${i}.sol`))
    writeFileSync(join(folder, `${i}.sol/Planted.json`), JSON.stringify(one))
  })
  return spawnSync(process.execPath, [join(import.meta.dirname, 'scan-opcodes.ts'), folder], {
    encoding: 'utf8',
  })
}

test('behavior: exits 0 over clean contracts', () => {
  const { status, stdout } = run([artifact('6044600100', 3), artifact('44', 1, 'contracts/test/Other.t.sol')])
  expect(stdout).toMatch(/^1 contracts, no forbidden opcode/)
  expect(status).toBe(0)
})

test('error: exits 1 and names contract and offset', () => {
  const { status, stderr } = run([artifact('00', 1), artifact('5f4400', 3)])
  expect(stderr).toMatch('contracts/src/Planted.sol:Planted has PREVRANDAO at byte 1 of its deployed code.')
  expect(status).toBe(1)
})

test('error: exits 1 when nothing was built', () => {
  const { status, stderr } = run([])
  expect(stderr).toMatch(/run forge build first/)
  expect(status).toBe(1)
})
