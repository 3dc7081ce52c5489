import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { LockHeldError } from '../errors.ts'
import { takeLock } from './lock.ts'

const path = () => join(mkdtempSync(join(tmpdir(), 'keeper-lock-')), 'sub', 'key.lock')

test('T30 behavior: the second writer with the same key is refused until the first lets go', () => {
  const at = path()
  const release = takeLock(at)
  expect(() => takeLock(at)).toThrow(LockHeldError)
  release()
  expect(existsSync(at)).toBe(false)
  takeLock(at)()
})

test('X2 behavior: the lock of a process that was killed is taken over', () => {
  const at = path()
  takeLock(at)()
  const dead = spawnSync('true').pid
  writeFileSync(at, JSON.stringify({ pid: dead, born: '1' }))
  takeLock(at)
  expect(JSON.parse(readFileSync(at, 'utf8')).pid).toBe(process.pid)
})

test('X2 L13 behavior: a process that was killed while it took a lock over stands in nobody’s way', () => {
  const at = path()
  takeLock(at)()
  const dead = JSON.stringify({ pid: spawnSync('true').pid, born: '1' })
  for (const name of [at, `${at}.takeover`, `${at}.takeover.takeover`]) writeFileSync(name, dead)
  takeLock(at)
  expect(JSON.parse(readFileSync(at, 'utf8')).pid).toBe(process.pid)
  expect(readdirSync(dirname(at))).toEqual(['key.lock'])
})

test('L13 behavior: whoever is taking the lock over right now is not disturbed', () => {
  const at = path()
  const done = takeLock(`${at}.takeover`)
  writeFileSync(at, JSON.stringify({ pid: 1, born: 'long ago' }))
  expect(() => takeLock(at)).toThrow(LockHeldError)
  done()
  expect(() => takeLock(at)).not.toThrow()
})

test('behavior: a pid that another program got meanwhile does not hold the lock', () => {
  const at = path()
  takeLock(at)()
  writeFileSync(at, JSON.stringify({ pid: 1, born: 'long ago' }))
  expect(() => takeLock(at)).not.toThrow()
})

test('behavior: half a lock file is none', () => {
  const at = path()
  takeLock(at)()
  writeFileSync(at, '{"pid":')
  expect(() => takeLock(at)).not.toThrow()
})
