import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface LogLine {
  event: string
  time: string
  [field: string]: unknown
}

/** The keeper as people start it, with its log read line by line. */
export class KeeperProcess {
  readonly #child: ChildProcess
  readonly lines: LogLine[] = []
  readonly exited: Promise<{ code: number | null; signal: string | null }>

  constructor(env: Record<string, string>, jobs = 'relay,settle') {
    this.#child = spawn(process.execPath, ['keeper/src/index.ts', '--jobs', jobs], {
      env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (this.#child.stdout)
      createInterface(this.#child.stdout).on('line', (line) => {
        this.lines.push(JSON.parse(line))
      })
    this.exited = new Promise((done) => {
      this.#child.once('exit', (code, signal) => done({ code, signal }))
    })
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  has(event: string): boolean {
    return this.lines.some((line) => line.event === event)
  }

  of(event: string): LogLine[] {
    return this.lines.filter((line) => line.event === event)
  }

  /** SIGSTOP: it does nothing meanwhile, and goes on where it stood. */
  async held(during: () => Promise<void>): Promise<void> {
    this.#child.kill('SIGSTOP')
    try {
      await during()
    } finally {
      this.#child.kill('SIGCONT')
    }
  }

  /** SIGKILL: nothing of the program's runs any more. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.exited
  }

  async stop(): Promise<{ code: number | null; signal: string | null }> {
    this.#child.kill('SIGTERM')
    return this.exited
  }
}
