import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { INDEX_SCHEMA } from './schemas.ts'

const root = path.resolve(import.meta.dirname, '../..')
const PONDER = path.join(root, 'node_modules/ponder/dist/esm/bin/ponder.js')
const TETHER = path.join(import.meta.dirname, 'tether.ts')
/** Shorter than the five seconds that whoever stops the guard is likely to grant it. */
const GRACE_MS = 3_500

/** Ponder, the one writer of the index: a child in a process group of its own, which does not outlive the guard. */
export class Writer {
  readonly #child: ChildProcess
  /** exit code once it has ended (1 when a signal ended it), null before */
  ending: number | null = null

  /** @param onEnd called once, whoever ended it */
  constructor(port: number, onEnd: () => void) {
    const args = [
      '--root',
      'indexer',
      'start',
      '--schema',
      INDEX_SCHEMA,
      '--port',
      `${port}`,
      '-H',
      '127.0.0.1',
    ]
    this.#child = spawn(process.execPath, ['--import', TETHER, PONDER, ...args], {
      cwd: root,
      detached: true,
      env: { ...process.env, PONDER_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const end = (code: number) => {
      this.ending ??= code
      onEnd()
    }
    this.#child.once('exit', (code) => end(code ?? 1))
    this.#child.once('error', () => end(1))
  }

  /** Ends it in its own way, after a grace with SIGKILL; resolves when its process group is empty. */
  async stop(): Promise<void> {
    const end = Date.now() + GRACE_MS
    this.#signal('SIGTERM')
    while (this.#signal(0) && Date.now() < end) await sleep(20)
    await this.kill()
  }

  /** Ends it at once. Ponder takes back at its next start what it had not finished (X1). */
  async kill(): Promise<void> {
    this.#signal('SIGKILL')
    while (this.#signal(0)) await sleep(10)
  }

  /** @returns false when the group is empty */
  #signal(signal: NodeJS.Signals | 0): boolean {
    if (this.#child.pid === undefined) return false
    try {
      return process.kill(-this.#child.pid, signal)
    } catch {
      return false
    }
  }
}
