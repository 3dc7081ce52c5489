import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { StackError } from '../stack-error.ts'
import { processIdentity } from './identity.ts'

interface Lock {
  pid: number
  identity: string
}

/** What a runner's children carry in their environment, see `MARKER`. */
function markerOf(lock: Lock, dir: string): string {
  return `${lock.pid}:${lock.identity}:${dir}`
}

/**
 * Makes this process the only runner of a stack directory.
 * @returns this runner's marker, the marker of a dead runner that held the lock before (or null), and the release
 * @throws StackError when another runner holds it
 */
export function takeLock(
  file: string,
  dir: string,
): { marker: string; stale: string | null; release: () => void } {
  const own: Lock = { pid: process.pid, identity: processIdentity(process.pid) ?? 'unknown' }
  let stale: string | null = null
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(own), { flag: 'wx' })
      const release = () => {
        if (readLock(file)?.identity === own.identity) rmSync(file, { force: true })
      }
      return { marker: markerOf(own, dir), stale, release }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const held = readLock(file)
    if (held !== null && processIdentity(held.pid) === held.identity) {
      throw new StackError(
        `A stack already runs in ${dir} (process ${held.pid}).`,
        `Stop it with Ctrl-C in its terminal or \`kill ${held.pid}\`, or start a second one with --dir and --port-base.`,
      )
    }
    if (held !== null) stale = markerOf(held, dir)
    rmSync(file, { force: true })
  }
  throw new StackError(`The lock ${file} could not be taken.`, 'Check that the directory can be written.')
}

function readLock(file: string): Lock | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Lock
  } catch {
    return null
  }
}
