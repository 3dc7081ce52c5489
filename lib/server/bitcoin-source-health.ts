import 'server-only'
import type { IPolicy } from 'cockatiel'
import { AnswerCache } from './answer-cache.ts'
import { QuestionError, readUpstream, UpstreamError } from './upstream.ts'

/** What any source knows at once, and what nobody who asks can make hard. */
const PROBE = '/blocks/tip/height'
const PROBE_MS = 1_000

/**
 * One Bitcoin source and its breaker. A caller chooses what is asked, and some questions are too much for any source (an
 * address with a million payments). So a failure counts against the source only when it does not even say its height;
 * else six hard questions of one client would close it to everybody.
 */
export class BitcoinSourceHealth {
  readonly #url: string
  readonly #policy: IPolicy
  readonly #probe = new AnswerCache({ freshMs: 500, staleMs: 0, maxEntries: 1 })

  constructor(url: string, policy: IPolicy) {
    this.#url = url
    this.#policy = policy
  }

  /** @throws what `question` throws; QuestionError in place of a failure that is the question's alone */
  ask<T>(question: (url: string) => Promise<T>): Promise<T> {
    return this.#policy.execute(async () => {
      try {
        return await question(this.#url)
      } catch (error) {
        if (!(error instanceof UpstreamError) || error instanceof QuestionError) throw error
        if (await this.#isWell()) throw new QuestionError('failing', error.message, error)
        throw error
      }
    })
  }

  async #isWell(): Promise<boolean> {
    const probing = this.#probe.get(PROBE, async () => {
      const options = { limit: 100, timeoutMs: PROBE_MS }
      const answer = await readUpstream(this.#url + PROBE, options).catch(() => null)
      return answer?.status === 200 && /^[0-9]{1,9}$/.test(answer.text.trim())
    })
    return (await probing).value
  }
}
