import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A string that no later process with the same pid can have, or null when `pid` does not run (a zombie does not run).
 * On Linux boot id and start tick; elsewhere the start time that `ps` prints.
 */
export function processIdentity(pid: number): string | null {
  return process.platform === 'linux' ? linuxIdentity(pid) : psIdentity(pid)
}

function linuxIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the command in brackets may hold spaces and brackets itself, so fields are counted from the last one
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const state = fields[0]
    const startTick = fields[19]
    if (state === 'Z' || state === 'X' || startTick === undefined) return null
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${bootId}:${startTick}`
  } catch {
    return null
  }
}

function psIdentity(pid: number): string | null {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return started === '' ? null : started
  } catch {
    return null
  }
}
