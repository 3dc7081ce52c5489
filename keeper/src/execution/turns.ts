/** what a keeper begins with: one that was there before goes first */
const firstMs = 500
/** what it has after a first race lost: a block or two */
const lostMs = 1_000
const longestMs = 4_000
/** how long a turn lasts once it came: several ways to do one thing may have to be tried */
const turnMs = 3_000
/** below this there is nobody to give way to */
const shortestMs = 200
/** a round of a job takes this long at most: what is asked for within it is asked for in the next round */
const roundMs = 60_000

interface Turn {
  /** when giving way began */
  since: number
  /** the turn went by between the last two questions */
  missed: boolean
}

/**
 * Lets keepers that do not know each other take turns, so that two of them do not pay for the same thing (T30). Each gives
 * way for a while before it acts: longer after a race it lost, shorter after each action that nobody had done meanwhile.
 * So one of them leads, and the others take over within seconds when it is gone.
 */
export class Turns {
  readonly #self: string
  readonly #now: () => number
  readonly #turns = new Map<string, Turn>()
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

  /**
   * Whether it is this keeper's turn to act on `subject`; the time counts from when it was first asked, and anew once a turn is
   * over. A turn that goes by twice between two questions is taken late: a keeper whose rounds are longer than a turn would
   * never act.
   */
  mine(subject: string): boolean {
    if (this.#courtesyMs === 0) return true
    const now = this.#now()
    const turn = this.#turns.get(subject)
    if (turn === undefined) {
      this.#forgetOld(now)
      this.#turns.set(subject, { since: now, missed: false })
      return false
    }
    const courtesy = Math.round(this.#courtesyMs * (1 + spread(`${this.#self}${subject}`)))
    const waited = now - turn.since - courtesy
    if (waited <= turnMs) {
      turn.missed = false
      return waited >= 0
    }
    // What comes up again later is a new race.
    const soon = waited <= roundMs
    const late = turn.missed && soon
    this.#turns.set(subject, { since: late ? now - courtesy : now, missed: soon })
    return late
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
    for (const [subject, { since }] of this.#turns)
      if (now - since > longestMs * 16) this.#turns.delete(subject)
  }
}

/** From 0 to below 1, the same for the same text (FNV-1a). */
function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
