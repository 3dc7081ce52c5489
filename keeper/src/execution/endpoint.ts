import type { Log } from '../log.ts'

const firstPauseMs = 500
const longestPauseMs = 30_000
const droppedForMs = 600_000
const strikesToDrop = 3

/** A name for logs and metrics: host and place in the list, never the path, which may hold an API key. */
export function endpointName(url: string, index: number): string {
  return `${new URL(url).host}#${index}`
}

/**
 * What is known about one endpoint's health. Down: tried again after a growing pause with jitter. Dropped: it lied;
 * it is asked again only after ten minutes, and anew for everything.
 */
export class Endpoint {
  readonly name: string
  readonly #log: Log
  readonly #now: () => number
  state: 'new' | 'up' | 'down' | 'dropped' = 'new'
  #failures = 0
  #strikes = 0
  #until = 0
  #trying = false
  #noted = new Map<string, number>()

  constructor(name: string, log: Log, now: () => number) {
    this.name = name
    this.#log = log
    this.#now = now
  }

  /** True once it has shown that it serves the right chain since it was last down. */
  get verified(): boolean {
    return this.state === 'up'
  }

  usable(): boolean {
    if (this.state === 'dropped' && this.#now() >= this.#until) this.state = 'new'
    return this.state === 'up' || this.state === 'new'
  }

  /** True once per pause for one that is down. */
  mayTry(): boolean {
    if (this.#trying || this.#now() < this.#until) return false
    this.#trying = true
    return true
  }

  up(): void {
    if (this.state === 'down') this.#log.info({ event: 'endpoint.up', endpoint: this.name }, 'answers again')
    if (this.state !== 'dropped') this.state = 'up'
    this.#failures = 0
    this.#trying = false
  }

  down(reason: string): void {
    if (this.state !== 'down')
      this.#log.warn({ event: 'endpoint.down', endpoint: this.name, reason }, 'left out')
    const pause = Math.min(firstPauseMs * 2 ** this.#failures, longestPauseMs)
    this.#failures += 1
    this.#until = this.#now() + pause * (0.75 + Math.random() / 2)
    this.#trying = false
    if (this.state !== 'dropped') this.state = 'down'
  }

  /** It said something else than the majority. Once can be a moment's fork; three times in a row is a lie. */
  contradict(what: string): void {
    this.#strikes += 1
    this.note('endpoint.contradicts', { what, strikes: this.#strikes })
    if (this.#strikes >= strikesToDrop) this.drop(`it contradicts the majority about ${what}`)
  }

  agree(): void {
    this.#strikes = 0
  }

  drop(reason: string): void {
    if (this.state !== 'dropped')
      this.#log.error({ event: 'endpoint.dropped', endpoint: this.name, reason }, 'lies')
    this.state = 'dropped'
    this.#strikes = 0
    this.#trying = false
    this.#until = this.#now() + droppedForMs
  }

  /** Logs a condition at most once a minute. */
  note(event: string, fields: Record<string, unknown>): void {
    if (this.#now() - (this.#noted.get(event) ?? Number.NEGATIVE_INFINITY) < 60_000) return
    this.#noted.set(event, this.#now())
    this.#log.warn({ event, endpoint: this.name, ...fields })
  }
}
