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
  /** most bytes that all values together may take; what is larger alone is not kept */
  maxBytes?: number
  now?: () => number
}
type Entry = { value: unknown; loadedAt: number; bytes: number }

const MAX_BYTES = 32_000_000
/** What an entry takes beside its text. */
const OVERHEAD = 200

/**
 * About what a value takes in memory. Strings count two bytes a character, as they do with one character outside Latin-1;
 * each part of an object counts the same overhead.
 */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return OVERHEAD + 2 * value.length
  if (typeof value !== 'object' || value === null) return OVERHEAD
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOf(part), OVERHEAD)
}

/**
 * Lets many identical requests cause one load: those at the same time share it, those shortly after get its value, and
 * when loading fails the last good value stands in for a while, marked. Bounded in number and in bytes, so that nobody can
 * fill the memory with it.
 */
export class AnswerCache {
  readonly #options: Options
  readonly #now: () => number
  readonly #entries: LRUCache<string, Entry>
  readonly #loading = new Map<string, Promise<unknown>>()

  constructor(options: Options) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#entries = new LRUCache({
      max: options.maxEntries ?? 500,
      maxSize: options.maxBytes ?? MAX_BYTES,
      sizeCalculation: ({ bytes }) => bytes,
    })
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
        this.#entries.set(key, { value, loadedAt: this.#now(), bytes: bytesOf(value) })
        return value
      })
      .finally(() => this.#loading.delete(key))
    this.#loading.set(key, started)
    return started
  }
}
