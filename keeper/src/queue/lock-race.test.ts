import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const PROCESSES = 8
const ROUNDS = 60
const ROUND_MS = 12
/** A process that no longer is: the mark of another start of process 1. */
const DEAD = JSON.stringify({ pid: 1, born: 'long ago' })
const lock = new URL('./lock.ts', import.meta.url).href

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Tries one lock a round, at the same moment as all others, keeps what it gets, and says which it got. */
const racer = (folder: string, begin: number) => {
  const program = `
    import { takeLock } from '${lock}'
    const got = []
    for (let round = 0; round < ${ROUNDS}; round++) {
      while (Date.now() < ${begin} + round * ${ROUND_MS});
      try { takeLock('${folder}/' + round + '/key.lock'); got.push(round) } catch (error) {
        if (error.name !== 'LockHeldError') throw error
      }
    }
    console.log(JSON.stringify(got))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return new Promise<number[]>((resolve, reject) => {
    let failure = ''
    child.stderr.on('data', (chunk) => {
      failure += chunk
    })
    child.stdout.once('data', (chunk) => resolve(JSON.parse(String(chunk))))
    child.once('exit', () => reject(new Error(failure)))
  })
}

test('T30 L13 a race: of many processes that find the lock of a dead one, exactly one takes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keeper-lock-race-'))
  for (let round = 0; round < ROUNDS; round++) {
    mkdirSync(join(folder, String(round)))
    writeFileSync(join(folder, String(round), 'key.lock'), DEAD)
  }
  const begin = Date.now() + 3_000
  const got = await Promise.all(Array.from({ length: PROCESSES }, () => racer(folder, begin)))
  const holders = Array.from(
    { length: ROUNDS },
    (_, round) => got.filter((own) => own.includes(round)).length,
  )
  expect(holders).toEqual(holders.map(() => 1))
  // nothing but the lock stays behind
  for (let round = 0; round < ROUNDS; round++)
    expect(readdirSync(join(folder, String(round)))).toEqual(['key.lock'])
})
