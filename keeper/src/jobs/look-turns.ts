import { MOST_PAGES, type ScriptPages } from './script-pages.ts'

type Looked = Pick<ScriptPages, 'pages' | 'whole'>

/** Pages read in one round by one kind of request, so that a round stays short whatever strangers pay to scripts. */
const ROUND_PAGES = 320
const PARALLEL = 8
/** how long a script is left alone that could not be read to its end, until there is another block: twice as long each time */
const FIRST_MS = 1_000
const LONGEST_MS = 15_000

/** Whose scripts are looked up in a round when there is no time for all: who was waited for longest comes first. */
export class LookTurns {
  readonly #now: () => number
  readonly #begun = new Map<string, number>()
  readonly #hard = new Map<string, { tips: string; until: number; pause: number }>()
  #count = 0
  /** what is due was left for the next round */
  behind = false

  /** @param now milliseconds */
  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * Looks up all whose turn it is, several at once.
   * @param tips names the servers' tips: with another block everything is looked up again
   * @param look gives what each server answered; of none, that nobody could be read
   */
  async round<T>(
    items: readonly T[],
    keyOf: (item: T) => string,
    tips: string,
    look: (item: T) => Promise<readonly Looked[]>,
  ): Promise<void> {
    const due = items
      .filter((item) => {
        const hard = this.#hard.get(keyOf(item))
        return hard === undefined || hard.tips !== tips || hard.until <= this.#now()
      })
      .toSorted((a, b) => (this.#begun.get(keyOf(a)) ?? 0) - (this.#begun.get(keyOf(b)) ?? 0))
    let left = ROUND_PAGES
    for (; due.length > 0 && left > 0; ) {
      const took = await Promise.all(
        due.splice(0, PARALLEL).map(async (item) => {
          const key = keyOf(item)
          this.#begun.set(key, ++this.#count)
          const answers = await look(item)
          if (answers.length > 0 && answers.every(({ whole }) => whole)) this.#hard.delete(key)
          else {
            const pause = Math.min((this.#hard.get(key)?.pause ?? FIRST_MS / 2) * 2, LONGEST_MS)
            this.#hard.set(key, { tips, until: this.#now() + pause, pause })
          }
          return answers.length === 0 ? MOST_PAGES : Math.max(...answers.map(({ pages }) => pages))
        }),
      )
      left -= took.reduce((sum, pages) => sum + pages, 0)
    }
    this.behind = due.length > 0
  }

  /** Forgets all but these. */
  retain(keys: ReadonlySet<string>): void {
    for (const map of [this.#begun, this.#hard])
      for (const key of map.keys()) if (!keys.has(key)) map.delete(key)
  }
}
