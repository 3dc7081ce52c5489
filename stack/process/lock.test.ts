import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StackError } from '../stack-error.ts'
import { processIdentity } from './identity.ts'
import { endLeftovers, MARKER, ProcessLedger } from './ledger.ts'
import { takeLock } from './lock.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'sluice-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('takeLock', () => {
  test('error: a second runner is refused while the first lives', () => {
    const file = path.join(dir, 'lock')
    const { release } = takeLock(file, dir)
    expect(() => takeLock(file, dir)).toThrow(StackError)
    expect(() => takeLock(file, dir)).toThrow(`process ${process.pid}`)
    release()
    expect(existsSync(file)).toBe(false)
  })

  test('behavior: the lock of a dead runner is taken over and its marker told', () => {
    const file = path.join(dir, 'lock')
    // this process's pid, but another start: what a reused pid looks like
    writeFileSync(file, JSON.stringify({ pid: process.pid, identity: 'another-boot:1' }))
    const { stale } = takeLock(file, dir)
    expect(stale).toBe(`${process.pid}:another-boot:1:${dir}`)
  })
})

describe('endLeftovers', () => {
  const sleeper = (env: Record<string, string> = {}) => {
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore', env: { ...process.env, ...env } })
    child.unref()
    if (child.pid === undefined) throw new Error('sleep did not start')
    return child.pid
  }

  test('behavior: ends what the ledger names and what carries the marker, and nothing else', async () => {
    const file = path.join(dir, 'processes.json')
    const known = sleeper()
    const marked = sleeper({ [MARKER]: 'dead-runner' })
    const other = sleeper({ [MARKER]: 'living-runner' })
    new ProcessLedger(file).add('known', known, 'SIGTERM')
    try {
      const ended = await endLeftovers(file, 'dead-runner')
      expect(ended).toContain('known')
      expect(processIdentity(known)).toBeNull()
      if (process.platform === 'linux') expect(processIdentity(marked)).toBeNull()
      expect(processIdentity(other)).not.toBeNull()
    } finally {
      for (const pid of [known, marked, other]) if (processIdentity(pid)) process.kill(pid, 'SIGKILL')
    }
  })

  test('behavior: a pid that now belongs to another program is left alone', async () => {
    const file = path.join(dir, 'processes.json')
    const pid = sleeper()
    const entry = { name: 'old', pid, identity: 'another-boot:1', stopSignal: 'SIGTERM' }
    writeFileSync(file, JSON.stringify([entry]))
    try {
      expect(await endLeftovers(file, null)).toEqual([])
      expect(processIdentity(pid)).not.toBeNull()
    } finally {
      process.kill(pid, 'SIGKILL')
    }
  })
})
