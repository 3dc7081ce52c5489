import { BaseError } from '../../../lib/errors/base-error.ts'
import { errorText, PolicyDeniedError } from '../errors.ts'
import type { Log } from '../log.ts'

export interface RunnableJob {
  name: string
  tick: () => Promise<void>
}

export type TickResult = { ok: true; ms: number } | { ok: false; error: string }

export interface RunnerOptions {
  log: Log
  /** milliseconds between the end of a tick and the next */
  pollMs: number
  now: () => number
  onTick: (job: string, result: TickResult) => void
  tickTimeoutMs?: number
}

/** Short, because a failed tick asks little: endpoints that are down have pauses of their own. */
const longestPauseMs = 5_000
/** A tick that takes longer counts as failed; the next one still begins only when it has ended. */
const longestTickMs = 60_000

/**
 * Runs each job's ticks one after the other until stopped. A failed tick is logged once for each cause and tried again
 * after a growing pause with jitter: nothing is guessed, everything is read anew.
 */
export class Runner {
  readonly #o: RunnerOptions
  readonly #stop = new AbortController()
  readonly #wakers = new Map<string, () => void>()
  #loops: Promise<void>[] = []

  constructor(options: RunnerOptions) {
    this.#o = options
  }

  start(jobs: readonly RunnableJob[]): void {
    this.#loops = jobs.map((job) => this.#loop(job))
  }

  /** Ends a job's pause now: something it waits for has happened. */
  wake(name: string): void {
    this.#wakers.get(name)?.()
  }

  /** Lets running ticks end, at most `ms`. */
  async stop(ms = 5_000): Promise<void> {
    this.#stop.abort()
    for (const wake of this.#wakers.values()) wake()
    await Promise.race([Promise.allSettled(this.#loops), new Promise((done) => setTimeout(done, ms).unref())])
  }

  async #loop({ name, tick }: RunnableJob): Promise<void> {
    const { log, pollMs, now, onTick, tickTimeoutMs = longestTickMs } = this.#o
    let working: Promise<void> | null = null
    let failures = 0
    let said = ''
    while (!this.#stop.signal.aborted) {
      const started = now()
      try {
        // Two at once would read everything twice, and then three, and be slower for it.
        working ??= tick().finally(() => {
          working = null
        })
        await within(working, tickTimeoutMs)
        if (failures > 0) log.info({ event: 'job.recovered', job: name, failures })
        failures = 0
        said = ''
        onTick(name, { ok: true, ms: now() - started })
      } catch (error) {
        failures += 1
        const text = errorText(error)
        const fields = { event: 'job.failed', job: name, failures, reason: text, ...hintOf(error) }
        if (error instanceof PolicyDeniedError) log.fatal(fields)
        else if (text !== said) log.error(fields)
        else log.debug(fields)
        said = text
        onTick(name, { ok: false, error: text })
      }
      await this.#pause(name, failures === 0 ? pollMs : backoff(failures, pollMs))
    }
  }

  #pause(name: string, ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(finish, ms)
      const wakers = this.#wakers
      function finish() {
        clearTimeout(timer)
        wakers.delete(name)
        done()
      }
      wakers.set(name, finish)
      if (this.#stop.signal.aborted) finish()
    })
  }
}

/** Doubling from the usual pause, up to five seconds, a quarter up or down so that many keepers do not beat as one. */
export function backoff(failures: number, pollMs: number, random = Math.random): number {
  return Math.min(pollMs * 2 ** Math.min(failures, 10), longestPauseMs) * (0.75 + random() / 2)
}

function hintOf(error: unknown): { code?: string; hint?: string } {
  return error instanceof BaseError ? { code: error.code, hint: error.hint } : {}
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`the tick took longer than ${ms} ms`)), ms)
      }),
    ])
  } finally {
    clearTimeout(timer)
  }
}
