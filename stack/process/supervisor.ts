import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs'
import path from 'node:path'
import { repoRoot } from '../paths.ts'
import { StackError } from '../stack-error.ts'
import { MARKER, type ProcessLedger } from './ledger.ts'
import { type Ending, Program } from './program.ts'
import { stopGroup } from './stop-group.ts'

export interface ProgramSpec {
  name: string
  command: string
  args: string[]
  env?: Record<string, string>
  cwd?: string
  /** runs as this user; only root may ask for it */
  user?: { uid: number; gid: number } | null
  /** SIGTERM when left out */
  stopSignal?: NodeJS.Signals
}

/** Starts programs as process groups of their own, with a log file each, and reports the ones that die unasked. */
export class Supervisor {
  readonly #logs: string
  readonly #ledger: ProcessLedger
  readonly #marker: string
  readonly #onDeath: (error: StackError) => void
  readonly #running = new Set<Program>()
  readonly #seen = new Set<string>()
  readonly #starting = new Set<Promise<Program>>()
  #closed = false

  constructor(logs: string, ledger: ProcessLedger, marker: string, onDeath: (error: StackError) => void) {
    this.#logs = logs
    this.#ledger = ledger
    this.#marker = marker
    this.#onDeath = onDeath
    mkdirSync(logs, { recursive: true })
  }

  /** Starts a program that runs until it is stopped. @throws StackError when it cannot be started at all */
  async start(spec: ProgramSpec): Promise<Program> {
    const program = await this.#spawn(spec)
    program.ended.then(async () => {
      if (program.asked) return
      // what it had started itself must not outlive it
      await stopGroup(program.pid)
      this.#onDeath(program.death())
    })
    return program
  }

  /** Runs a program to its end. @throws StackError when it cannot be started at all */
  async run(spec: ProgramSpec): Promise<{ ending: Ending; program: Program }> {
    const program = await this.#spawn(spec)
    return { ending: await program.ended, program }
  }

  /** Ends everything, also what is just being started, and starts nothing any more. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled(this.#starting)
    await this.stopAll()
  }

  /** Ends everything that still runs, or the programs whose names are `chosen`. */
  async stopAll(chosen: (name: string) => boolean = () => true): Promise<void> {
    const programs = [...this.#running].filter((program) => chosen(program.name))
    await Promise.all(programs.map((program) => program.stop()))
  }

  async #spawn(spec: ProgramSpec): Promise<Program> {
    if (this.#closed) throw new StackError(`${spec.name} was not started any more.`, 'The stack is stopping.')
    const starting = this.#launch(spec)
    this.#starting.add(starting)
    try {
      return await starting
    } finally {
      this.#starting.delete(starting)
    }
  }

  async #launch(spec: ProgramSpec): Promise<Program> {
    const logFile = path.join(this.#logs, `${spec.name}.log`)
    if (!this.#seen.has(spec.name) && existsSync(logFile)) {
      renameSync(logFile, path.join(this.#logs, `${spec.name}.previous.log`))
    }
    this.#seen.add(spec.name)
    const log = openSync(logFile, 'a')
    const stopSignal = spec.stopSignal ?? 'SIGTERM'
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd ?? repoRoot,
      detached: true,
      stdio: ['ignore', log, log],
      env: {
        ...inherited(),
        PATH: `${path.join(repoRoot, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
        ...spec.env,
        [MARKER]: this.#marker,
      },
      ...(spec.user ? { uid: spec.user.uid, gid: spec.user.gid } : {}),
    })
    closeSync(log)
    const program = new Program(spec.name, child, await pidOf(child, spec), logFile, stopSignal)
    this.#ledger.add(spec.name, program.pid, stopSignal)
    this.#running.add(program)
    program.ended.then(() => {
      this.#running.delete(program)
      this.#ledger.remove(program.pid)
    })
    return program
  }
}

/** Settings of this shell that would lead a part away from this stack: endpoints, keys, databases, test modes. */
const OTHERS = /^(SLUICE_|KEEPER_|PONDER_|DATABASE_|NEXT_|VITEST|NODE_ENV$|NODE_OPTIONS$)/

function inherited(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !OTHERS.test(name))
  // Next's types insist on NODE_ENV, which every program sets for itself
  return Object.fromEntries(kept) as NodeJS.ProcessEnv
}

function pidOf(child: ChildProcess, spec: ProgramSpec): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child.pid ?? 0))
    child.once('error', (cause) => {
      const hint = `Its command is ${spec.command}. Run \`npm ci\`, then try again.`
      reject(new StackError(`${spec.name} could not be started: ${cause.message}`, hint, { cause }))
    })
  })
}
