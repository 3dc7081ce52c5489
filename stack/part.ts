import type { Program } from './process/program.ts'
import type { ProgramSpec, Supervisor } from './process/supervisor.ts'

/** A part that can be stopped and started again while the rest runs. */
export interface Part {
  readonly name: string
  readonly running: boolean
  start(): Promise<void>
  stop(): Promise<void>
}

/** A part that is a program of its own. */
export class ProgramPart implements Part {
  readonly name: string
  readonly #supervisor: Supervisor
  readonly #spec: () => Promise<ProgramSpec>
  readonly #ready: () => Promise<boolean>
  readonly #timeoutMs: number
  #program: Program | null = null

  /** @param ready asked until it answers true */
  constructor(
    name: string,
    supervisor: Supervisor,
    spec: () => Promise<ProgramSpec>,
    ready: () => Promise<boolean>,
    timeoutMs = 60_000,
  ) {
    this.name = name
    this.#supervisor = supervisor
    this.#spec = spec
    this.#ready = ready
    this.#timeoutMs = timeoutMs
  }

  get running(): boolean {
    return this.#program !== null
  }

  async start(): Promise<void> {
    if (this.#program) return
    const program = await this.#supervisor.start(await this.#spec())
    this.#program = program
    await program.ready(this.#ready, this.#timeoutMs)
  }

  async stop(): Promise<void> {
    const program = this.#program
    this.#program = null
    await program?.stop()
  }
}

/** True when `url` answers with success. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  await response.body?.cancel()
  return response.ok
}
