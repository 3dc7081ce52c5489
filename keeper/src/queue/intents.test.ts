import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Intent, Intents } from './intents.ts'

const intent: Intent = {
  version: 1,
  anchor: { txid: 'a'.repeat(64), vout: 0 },
  inputs: [{ txid: 'a'.repeat(64), vout: 0 }],
  attempts: [{ txid: 'b'.repeat(64), feeSats: '500', height: 7 }],
}
const dir = () => join(mkdtempSync(join(tmpdir(), 'intents-')), 'of-a-key')

test('default: what is put is there for the next life', () => {
  const path = dir()
  new Intents(path).put('7.0', intent)
  expect(new Intents(path).get('7.0')).toEqual(intent)
  expect(new Intents(path).get('7.1')).toBeNull()
  expect(readdirSync(path)).toEqual(['7.0.json'])
})
test('behavior: half a file is no file', () => {
  const path = dir()
  new Intents(path).put('7.0', intent)
  writeFileSync(join(path, '7.0.json'), JSON.stringify(intent).slice(0, 40))
  expect(new Intents(path).get('7.0')).toBeNull()
})
