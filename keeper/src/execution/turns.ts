/** what a keeper begins with: one that was there before goes first */
const firstMs = 500
/** what it has after a first race lost: a block or two */
const lostMs = 1_000
const longestMs = 4_000
/** how long a turn lasts once it came: several ways to do one thing may have to be tried */
const turnMs = 3_000
/** below this there is nobody to give way to */
const shortestMs = 200

/**
 * Lets keepers that do not know each other take turns, so that two of them do not pay for the same thing (T30). Each gives
 * way for a while before it acts: longer after a race it lost, shorter after each action that nobody had done meanwhile.
 * So one of them leads, and the others take over within seconds when it is gone.
 */
export class Turns {
  readonly #self: string
  readonly #now: () => number
  readonly #since = new Map<string, number>()
  #courtesyMs = firstMs

  /** @param self what tells this keeper from others: its address @param now milliseconds */
  constructor(self: string, now: () => number) {
    this.#self = self
    this.#now = now
  }

  /** milliseconds for which this keeper gives way before it acts, apart from a spread of the same size */
  get courtesyMs(): number {
    return this.#courtesyMs
  }

  /** Whether it is this keeper's turn to act on `subject`; the time counts from when it was first asked, and anew once a turn is over. */
  mine(subject: string): boolean {
    if (this.#courtesyMs === 0) return true
    const now = this.#now()
    const since = this.#since.get(subject)
    if (since === undefined) {
      this.#forgetOld(now)
      this.#since.set(subject, now)
      return false
    }
    const waited = now - since - this.#courtesyMs * (1 + spread(`${this.#self}${subject}`))
    if (waited < 0) return false
    // What comes up again later is a new race.
    if (waited > turnMs) this.#since.set(subject, now)
    return waited <= turnMs
  }

  /** An action of this keeper took effect. */
  won(): void {
    this.#courtesyMs = this.#courtesyMs / 2 < shortestMs ? 0 : this.#courtesyMs / 2
  }

  /** An action of this keeper came too late. */
  lost(): void {
    this.#courtesyMs = Math.min(Math.max(lostMs, this.#courtesyMs * 2), longestMs)
  }

  #forgetOld(now: number): void {
    for (const [subject, since] of this.#since) if (now - since > longestMs * 16) this.#since.delete(subject)
  }
}

/** From 0 to below 1, the same for the same text (FNV-1a). */
function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
