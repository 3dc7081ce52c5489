import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { processIdentity } from './identity.ts'
import { stopGroup } from './stop-group.ts'

interface Entry {
  name: string
  pid: number
  identity: string
  stopSignal: NodeJS.Signals
}

/** Environment variable that every child carries and hands on to its own children; its value names one runner. */
export const MARKER = 'SLUICE_CHILD_OF'

/**
 * The processes that one runner has started, on disk, so that the next runner can end what a killed one left behind.
 */
export class ProcessLedger {
  readonly #file: string
  readonly #entries = new Map<number, Entry>()

  constructor(file: string) {
    this.#file = file
  }

  add(name: string, pid: number, stopSignal: NodeJS.Signals): void {
    const identity = processIdentity(pid)
    if (identity === null) return
    this.#entries.set(pid, { name, pid, identity, stopSignal })
    this.#write()
  }

  remove(pid: number): void {
    if (this.#entries.delete(pid)) this.#write()
  }

  #write(): void {
    // renamed into place: a runner killed while writing must not leave half a file
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#entries.values()], null, 2))
    renameSync(`${this.#file}.new`, this.#file)
  }
}

/**
 * Ends what a dead runner left running. A process is ended only when it is provably one of ours: its pid and start time
 * stand in the ledger, or its environment carries that runner's marker.
 * @param marker of the dead runner, null when it is unknown
 * @returns names of what was ended
 */
export async function endLeftovers(file: string, marker: string | null): Promise<string[]> {
  const known = readEntries(file).filter((entry) => processIdentity(entry.pid) === entry.identity)
  const marked =
    marker === null ? [] : markedProcesses(marker).filter((pid) => !known.some((e) => e.pid === pid))
  await Promise.all([
    ...known.map((entry) => stopGroup(entry.pid, entry.stopSignal)),
    ...marked.map((pid) => endOne(pid)),
  ])
  rmSync(file, { force: true })
  return [...known.map((entry) => entry.name), ...marked.map((pid) => `process ${pid}`)]
}

function readEntries(file: string): Entry[] {
  if (!existsSync(file)) return []
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Entry[]
  } catch {
    return []
  }
}

function markedProcesses(marker: string): number[] {
  if (process.platform !== 'linux') return []
  const needle = `${MARKER}=${marker}`
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(needle)
      } catch {
        return false
      }
    })
}

async function endOne(pid: number): Promise<void> {
  const identity = processIdentity(pid)
  const same = () => identity !== null && processIdentity(pid) === identity
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!same()) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const end = Date.now() + 5_000
    while (same() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
