import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import { EsploraRejectedError } from '../../../lib/errors/esplora.ts'
import { errorText, NoEndpointError } from '../errors.ts'
import type { Log } from '../log.ts'
import { BitcoinSource, type BitcoinTip } from './bitcoin-source.ts'

export interface BitcoinPoolOptions {
  urls: readonly string[]
  log: Log
  now: () => number
  /** least time between two questions for the tip; public servers limit how often they may be asked */
  pollMs: number
  timeoutMs?: number
}

/**
 * Several Esplora servers. No majority is needed here: headers carry their work and proofs are checked against the
 * relay contract, so a lie is found by itself. What a server can do is hide, so every question that may be answered
 * with "nothing" is put to all of them.
 */
export class BitcoinPool {
  readonly #sources: BitcoinSource[]
  readonly #now: () => number
  readonly #pollMs: number
  #refreshing: Promise<BitcoinSource[]> | null = null
  #refreshedAt = Number.NEGATIVE_INFINITY

  constructor({ urls, log, now, pollMs, timeoutMs = 4000 }: BitcoinPoolOptions) {
    this.#now = now
    this.#pollMs = pollMs
    this.#sources = urls.map((url, index) => new BitcoinSource(url, index, { log, now, timeoutMs }))
  }

  get status(): { name: string; state: string; height: number | null }[] {
    return this.#sources.map(({ name, state, tip }) => ({ name, state, height: tip?.height ?? null }))
  }

  /** The highest tip that any server names; null before the first answer. */
  get tip(): BitcoinTip | null {
    return this.#live().reduce<BitcoinTip | null>(
      (best, { tip }) => (tip && (!best || tip.height > best.height) ? tip : best),
      null,
    )
  }

  /**
   * Asks every server for its tip; jobs that ask at the same time share one round.
   * @returns those that answer, the highest tip first
   * @throws NoEndpointError when none does
   */
  refresh(): Promise<BitcoinSource[]> {
    if (this.#refreshing) return this.#refreshing
    if (this.#now() - this.#refreshedAt < this.#pollMs && this.#live().length > 0)
      return Promise.resolve(this.#live())
    this.#refreshing = this.#round().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #round(): Promise<BitcoinSource[]> {
    // A server that was down is tried in the background: a slow one must not hold up the others (X8).
    for (const source of this.#sources) if (source.state === 'down' && source.mayTry()) void source.probe()
    await Promise.all(this.#sources.filter((source) => source.usable()).map((source) => source.probe()))
    const live = this.#live()
    if (live.length === 0) throw new NoEndpointError('bitcoin')
    this.#refreshedAt = this.#now()
    return live
  }

  #live(): BitcoinSource[] {
    return this.#sources
      .filter((source) => source.state === 'up' && source.tip !== null)
      .sort((a, b) => (b.tip?.height ?? 0) - (a.tip?.height ?? 0))
  }

  /**
   * Puts a question to all live servers at once.
   * @returns the answers of those that gave one; a server that does not know gives none and is not blamed
   */
  async askAll<T>(ask: (esplora: Esplora) => Promise<T>): Promise<T[]> {
    const answers = await Promise.all(
      this.#live().map(async (source) => {
        try {
          return { value: await ask(source.esplora) }
        } catch (error) {
          await source.failed(error)
          return null
        }
      }),
    )
    return answers.filter((answer) => answer !== null).map(({ value }) => value)
  }

  /**
   * Asks all live servers, for what a payment depends on: two must answer where two are configured.
   * @param patient waits for long answers
   * @throws NoEndpointError when fewer do: then nothing is known and nothing is paid
   */
  async askEnough<T>(
    ask: (esplora: Esplora, name: string) => Promise<T>,
    { patient = false } = {},
  ): Promise<{ name: string; value: T }[]> {
    const needed = Math.min(2, this.#sources.length)
    let last: unknown
    const answers = await Promise.all(
      this.#live().map(async (source) => {
        try {
          const esplora = patient ? source.patient : source.esplora
          return { name: source.name, value: await ask(esplora, source.name) }
        } catch (error) {
          await source.failed(error)
          last = error
          return null
        }
      }),
    )
    const given = answers.filter((answer) => answer !== null)
    if (given.length < needed) throw new NoEndpointError('bitcoin', last)
    return given
  }

  /** What the majority says stands; who contradicts it is named, and left out when it keeps to it. */
  judge(what: string, agreeing: readonly string[], against: readonly string[]): void {
    for (const source of this.#sources) {
      if (against.includes(source.name)) source.contradict(what)
      else if (agreeing.includes(source.name)) source.agree()
    }
  }

  /**
   * Gives a signed transaction to every live server.
   * @returns how many took it, and why the others did not; a refusal is the network's word and no server's fault
   */
  async broadcast(rawHex: string): Promise<{ accepted: number; refusals: string[] }> {
    const refusals: string[] = []
    let accepted = 0
    await Promise.all(
      this.#live().map(async (source) => {
        try {
          await source.esplora.broadcast(rawHex)
          accepted += 1
        } catch (error) {
          refusals.push(errorText(error))
          if (!(error instanceof EsploraRejectedError)) await source.failed(error)
        }
      }),
    )
    return { accepted, refusals }
  }

  /**
   * Asks one server, the next when it fails or says something that does not hold.
   * @throws the last server's error
   */
  async ask<T>(ask: (esplora: Esplora) => Promise<T>): Promise<T> {
    let last: unknown = new NoEndpointError('bitcoin')
    for (const source of this.#live()) {
      try {
        return await ask(source.esplora)
      } catch (error) {
        await source.failed(error)
        last = error
      }
    }
    throw last
  }
}
