import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { LockHeldError } from '../errors.ts'

/**
 * Makes this process the only one on the machine that signs with a key: two writers on one nonce would replace each
 * other's transactions. A lock whose process is gone is taken over, so SIGKILL needs no cleaning up.
 * @returns releases the lock
 * @throws LockHeldError
 */
export function takeLock(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true })
  const own = `${path}.${process.pid}`
  const mark = JSON.stringify({ pid: process.pid, born: born(process.pid) })
  writeFileSync(own, mark)
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        // link fails when the name exists, so of two processes exactly one gets it.
        linkSync(own, path)
        return () => {
          if (readText(path) === mark) rmSync(path, { force: true })
        }
      } catch {
        const found = readText(path)
        if (found === null) continue
        const holder = parse(found)
        if (holder && alive(holder)) throw new LockHeldError(path, holder.pid)
        removeDead(path, found)
      }
    }
    throw new LockHeldError(path, 0)
  } finally {
    rmSync(own, { force: true })
  }
}

/**
 * Removes the lock of a process that is gone. Two may have seen it, and the slower one would remove the lock that the faster
 * one has taken since: so whoever removes holds a second lock, and looks again first. While it does nobody else can change
 * what lies there, since its owner is gone. The second lock is one like the first, also when its holder is killed.
 */
function removeDead(path: string, found: string): void {
  const done = takeLock(`${path}.takeover`)
  try {
    if (readText(path) === found) rmSync(path, { force: true })
  } finally {
    done()
  }
}

interface Holder {
  pid: number
  born: string | null
}

function alive({ pid, born: since }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const now = born(pid)
  return since === null || now === null || now === since
}

/** Start time in clock ticks (field 22 of proc_pid_stat(5)): tells a reused pid from the old process. */
function born(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function parse(text: string | null): Holder | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number')
      return null
    return { pid: value.pid, born: 'born' in value && typeof value.born === 'string' ? value.born : null }
  } catch {
    return null
  }
}
