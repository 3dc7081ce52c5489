import 'server-only'
import type { IPolicy } from 'cockatiel'
import { serverEnv } from '../config/env.server.ts'
import { AnswerCache } from './answer-cache.ts'
import { type AnswerForm, type Lifetime, offeredPath } from './bitcoin-paths.ts'
import { broadcastReason } from './broadcast-reason.ts'
import { sawPart } from './last-seen.ts'
import { logFailure } from './log.ts'
import { BadInputError, NotFoundError, ProblemError, UnavailableError } from './problem.ts'
import { shared } from './shared.ts'
import { isUpstreamFailure, readUpstream, UpstreamError, upstreamPolicy } from './upstream.ts'

const MAX_BYTES = 2_000_000

const forms: Record<AnswerForm, (text: string) => boolean> = {
  number: (text) => /^[0-9]{1,9}$/.test(text),
  hash: (text) => /^[0-9a-f]{64}$/.test(text),
  hex: (text) => /^([0-9a-f]{2})+$/.test(text),
  json: (text) => {
    try {
      return typeof JSON.parse(text) === 'object'
    } catch {
      return false
    }
  },
}

export type BitcoinAnswer = { text: string; type: 'text/plain' | 'application/json'; lifetime: Lifetime }

/** Reads the configured Esplora sources, one after the other until one answers, and sends transactions to them. */
export class BitcoinSource {
  readonly #sources: readonly { url: string; policy: IPolicy }[]
  readonly #moving = new AnswerCache({ freshMs: 500, staleMs: 0 })
  readonly #fixed = new AnswerCache({ freshMs: 3_600_000, staleMs: 0, maxEntries: 200 })

  constructor(urls: readonly string[], policy: () => IPolicy = upstreamPolicy) {
    this.#sources = urls.map((url) => ({ url: url.replace(/\/+$/, ''), policy: policy() }))
  }

  /**
   * @param segments path of Esplora's API, decoded
   * @throws BadInputError when the path is not offered @throws NotFoundError @throws UnavailableError
   */
  async read(segments: readonly string[]): Promise<BitcoinAnswer> {
    const offered = offeredPath(segments)
    if (offered === null) throw new BadInputError('path', 'must be one of the paths in /api/v1/openapi')
    const { path, form, lifetime } = offered
    const cache = lifetime === 'fixed' ? this.#fixed : this.#moving
    const { value } = await cache.get(path, () =>
      this.#first((url) => readUpstream(url + path, { limit: MAX_BYTES }), form),
    )
    return { text: value, type: form === 'json' ? 'application/json' : 'text/plain', lifetime }
  }

  /**
   * @param hex raw transaction
   * @returns its txid
   * @throws BadInputError when the network refuses it @throws UnavailableError
   */
  async broadcast(hex: string): Promise<BitcoinAnswer> {
    const request = { limit: 10_000, method: 'POST', body: hex }
    const text = await this.#first(async (url) => {
      const answer = await readUpstream(`${url}/tx`, request)
      if (answer.status === 400) throw new BadInputError('body', broadcastReason(answer.text))
      return answer
    }, 'hash')
    return { text, type: 'text/plain', lifetime: 'moving' }
  }

  async #first(
    ask: (url: string) => Promise<{ status: number; text: string }>,
    form: AnswerForm,
  ): Promise<string> {
    let failure: unknown
    let unknown: NotFoundError | null = null
    for (const { url, policy } of this.#sources) {
      try {
        const text = await policy.execute(async () => {
          const answer = await ask(url)
          if (answer.status === 404) throw new NotFoundError('block, transaction or address on Bitcoin')
          if (answer.status === 400) throw new BadInputError('path', 'the Bitcoin source does not accept it')
          const trimmed = answer.text.trim()
          if (answer.status !== 200) throw new UpstreamError(`status ${answer.status}`, false)
          if (!forms[form](trimmed)) throw new UpstreamError('an answer that makes no sense', false)
          return trimmed
        })
        sawPart('bitcoin')
        return text
      } catch (error) {
        if (error instanceof NotFoundError) unknown = error
        else if (error instanceof ProblemError) throw error
        else if (!isUpstreamFailure(error)) throw error
        failure = error
        if (!(error instanceof NotFoundError)) logFailure('bitcoin', error)
      }
    }
    throw unknown ?? new UnavailableError('Bitcoin source', failure)
  }
}

/** The configured sources. */
export function bitcoinSource(): BitcoinSource {
  return shared('bitcoin-source', () => new BitcoinSource(serverEnv().endpoints.bitcoin.esplora))
}
