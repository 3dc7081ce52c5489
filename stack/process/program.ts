import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { StackError } from '../stack-error.ts'
import { stopGroup } from './stop-group.ts'
import { poll } from './wait.ts'

/** How a program ended: its exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals

/** Last lines of a log file, empty when there is none. */
export function lastLines(file: string, count = 15): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  } catch {
    return ''
  }
}

/** A running program: a process group of its own, with a log file. */
export class Program {
  readonly name: string
  readonly pid: number
  readonly logFile: string
  /** resolves when it has ended, whoever ended it */
  readonly ended: Promise<Ending>
  readonly #stopSignal: NodeJS.Signals
  #ending: Ending | null = null
  #asked = false

  constructor(name: string, child: ChildProcess, pid: number, logFile: string, stopSignal: NodeJS.Signals) {
    this.name = name
    this.pid = pid
    this.logFile = logFile
    this.#stopSignal = stopSignal
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#ending = signal ?? code ?? 1
        resolve(this.#ending)
      })
    })
  }

  /** True once `stop` was called. */
  get asked(): boolean {
    return this.#asked
  }

  /** Ends it and all it has started: its stop signal, after five seconds SIGKILL. */
  async stop(): Promise<void> {
    this.#asked = true
    await stopGroup(this.pid, this.#stopSignal)
    await this.ended
  }

  /**
   * Polls until it answers; a throw of `check` counts as no answer.
   * @throws StackError with its last log lines when it ends first or takes too long
   */
  async ready(check: () => Promise<boolean>, timeoutMs = 60_000): Promise<void> {
    const answer = async () => {
      if (this.#ending !== null) return 'gone'
      return (await check()) ? 'ready' : null
    }
    const onTimeout = (cause: unknown) =>
      new StackError(`${this.name} did not answer within ${timeoutMs / 1000} s.`, this.lastWords(), { cause })
    if ((await poll(answer, { timeoutMs, everyMs: 40, onTimeout })) === 'gone') throw this.death()
  }

  /** What a person is told when it ended without being asked to. */
  death(): StackError {
    const how = typeof this.#ending === 'number' ? `exit code ${this.#ending}` : `signal ${this.#ending}`
    return new StackError(`${this.name} stopped by itself (${how}).`, this.lastWords())
  }

  lastWords(): string {
    const lines = lastLines(this.logFile)
    return lines === '' ? `It wrote nothing to ${this.logFile}.` : `Last lines of ${this.logFile}:\n${lines}`
  }
}
