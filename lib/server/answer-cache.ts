import 'server-only'
import { LRUCache } from 'lru-cache'

export type Cached<T> = {
  value: T
  /** seconds since it was loaded; 0 for one that is fresh */
  age: number
  /** true when loading failed and this is the last good one */
  stale: boolean
}
type Options = {
  /** milliseconds for which a loaded value is served without asking again */
  freshMs: number
  /** milliseconds for which the last good value stands in when loading fails */
  staleMs: number
  maxEntries?: number
  now?: () => number
}
type Entry = { value: unknown; loadedAt: number }

/**
 * Lets many identical requests cause one load: those at the same time share it, those shortly after get its value, and
 * when loading fails the last good value stands in for a while, marked. Bounded, so that nobody can fill it.
 */
export class AnswerCache {
  readonly #options: Options
  readonly #now: () => number
  readonly #entries: LRUCache<string, Entry>
  readonly #loading = new Map<string, Promise<unknown>>()

  constructor(options: Options) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#entries = new LRUCache({ max: options.maxEntries ?? 500 })
  }

  /** @throws what `load` throws, when there is no value young enough to stand in */
  async get<T>(key: string, load: () => Promise<T>): Promise<Cached<T>> {
    const entry = this.#entries.get(key)
    if (entry !== undefined && this.#now() - entry.loadedAt < this.#options.freshMs) {
      return { value: entry.value as T, age: 0, stale: false }
    }
    try {
      return { value: (await this.#once(key, load)) as T, age: 0, stale: false }
    } catch (error) {
      const last = this.#entries.get(key)
      const age = last === undefined ? Number.POSITIVE_INFINITY : this.#now() - last.loadedAt
      if (last === undefined || age > this.#options.staleMs) throw error
      return { value: last.value as T, age: Math.ceil(age / 1000), stale: true }
    }
  }

  #once(key: string, load: () => Promise<unknown>): Promise<unknown> {
    const running = this.#loading.get(key)
    if (running !== undefined) return running
    const started = load()
      .then((value) => {
        this.#entries.set(key, { value, loadedAt: this.#now() })
        return value
      })
      .finally(() => this.#loading.delete(key))
    this.#loading.set(key, started)
    return started
  }
}
