import 'server-only'
import type { IPolicy } from 'cockatiel'
import { LRUCache } from 'lru-cache'
import { serverEnv } from '../config/env.server.ts'
import { AnswerCache, bytesOf } from './answer-cache.ts'
import { isWholeBlock, makesSense } from './bitcoin-answer.ts'
import { type AnswerForm, type Lifetime, type Offered, offeredPath } from './bitcoin-paths.ts'
import { BitcoinSourceHealth } from './bitcoin-source-health.ts'
import { broadcastReason } from './broadcast-reason.ts'
import { sawPart } from './last-seen.ts'
import { logFailure } from './log.ts'
import { BadAnswerError, BadInputError, NotFoundError, ProblemError, UnavailableError } from './problem.ts'
import { shared } from './shared.ts'
import { isUpstreamFailure, QuestionError, readUpstream, UpstreamError, upstreamPolicy } from './upstream.ts'

const MAX_BYTES = 2_000_000
/** What no source could answer is not asked again for so long: that would load the sources for nothing. */
const KNOWN_FAILURE_MS = { 'too-large': 60_000, invalid: 10_000, refused: 5_000, failing: 2_000 }
/** Hashing a block's txids takes this server's only thread: at most one part in ten of it, other answers keep short. */
const CHECK_SHARE = 10

export type BitcoinAnswer = { text: string; type: 'text/plain' | 'application/json'; lifetime: Lifetime }
type Reply = { status: number; text: string }

/** Reads the configured Esplora sources, one after the other until one answers, and sends transactions to them. */
export class BitcoinSource {
  readonly #sources: readonly BitcoinSourceHealth[]
  readonly #moving = new AnswerCache({ freshMs: 500, staleMs: 0 })
  readonly #fixed = new LRUCache<string, BitcoinAnswer>({ maxSize: 32_000_000, sizeCalculation: bytesOf })
  readonly #failed = new LRUCache<string, ProblemError>({ max: 1_000 })
  #checkAgainAt = 0

  constructor(urls: readonly string[], policy: () => IPolicy = upstreamPolicy) {
    this.#sources = urls.map((url) => new BitcoinSourceHealth(url.replace(/\/+$/, ''), policy()))
  }

  /**
   * @param segments path of Esplora's API, decoded
   * @throws BadInputError when the path is not offered @throws NotFoundError @throws UnavailableError
   * @throws BadAnswerError when the sources work and none can answer this
   */
  async read(segments: readonly string[]): Promise<BitcoinAnswer> {
    const offered = offeredPath(segments)
    if (offered === null) throw new BadInputError('path', 'must be one of the paths in /api/v1/openapi')
    const { path } = offered
    const fixed = this.#fixed.get(path)
    if (fixed !== undefined) return fixed
    const failed = this.#failed.get(path)
    if (failed !== undefined) throw failed
    try {
      return (await this.#moving.get(path, () => this.#load(offered))).value
    } catch (error) {
      // what is not there may appear with the next block, and what is down may be back: those are asked again
      if (error instanceof ProblemError && error.cause instanceof QuestionError)
        this.#failed.set(path, error, { ttl: KNOWN_FAILURE_MS[error.cause.reason] })
      throw error
    }
  }

  /**
   * @param hex raw transaction
   * @returns its txid
   * @throws BadInputError when every source that answers refuses it @throws UnavailableError
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

  async #load({ path, form, lifetime }: Offered): Promise<BitcoinAnswer> {
    const hash = path.split('/')[2] ?? ''
    const text = await this.#first((url) => readUpstream(url + path, { limit: MAX_BYTES }), form, hash)
    const type = form === 'json' || form === 'txids' ? 'application/json' : 'text/plain'
    const keeps = form === 'txids' && !(await this.#isWhole(hash, text)) ? 'moving' : lifetime
    const answer: BitcoinAnswer = { text, type, lifetime: keeps }
    if (keeps === 'fixed') this.#fixed.set(path, answer)
    return answer
  }

  /** False as well when it cannot be told now. */
  async #isWhole(block: string, txids: string): Promise<boolean> {
    const first = /[0-9a-f]{64}/.exec(txids)?.[0]
    if (first === undefined || performance.now() < this.#checkAgainAt) return false
    const parts = [this.read(['block', block, 'header']), this.read(['tx', first, 'hex'])]
    const [header, coinbase] = await Promise.all(parts).catch(() => [])
    if (header === undefined || coinbase === undefined) return false
    const begun = performance.now()
    const whole = isWholeBlock(txids, header.text, coinbase.text)
    this.#checkAgainAt = begun + CHECK_SHARE * (performance.now() - begun)
    return whole
  }

  async #first(ask: (url: string) => Promise<Reply>, form: AnswerForm, hash = ''): Promise<string> {
    let failure: unknown
    let decided: ProblemError | null = null
    for (const source of this.#sources) {
      try {
        const text = await source.ask(async (url) => judge(await ask(url), form, hash))
        sawPart('bitcoin')
        return text
      } catch (error) {
        if (error instanceof NotFoundError) decided = error
        // a source that lags does not know what a transaction spends, and each asks for another fee: any that takes it will do
        else if (error instanceof BadInputError) decided ??= error
        else if (error instanceof ProblemError) throw error
        else if (!isUpstreamFailure(error)) throw error
        else if (error instanceof QuestionError) decided ??= problemOf(error)
        failure = error
        if (!(error instanceof NotFoundError || error instanceof BadInputError)) logFailure('bitcoin', error)
      }
    }
    throw decided ?? new UnavailableError('Bitcoin source', failure)
  }
}

/** What a caller is told when no other source could answer either. */
const problemOf = (error: QuestionError): ProblemError =>
  error.reason === 'invalid'
    ? new BadInputError('path', 'the Bitcoin source does not accept it', error)
    : new BadAnswerError(error.reason, error)

/** @throws what an answer says that is none */
function judge({ status, text }: Reply, form: AnswerForm, hash: string): string {
  if (status === 404) throw new NotFoundError('block, transaction or address on Bitcoin')
  if (status === 400) throw new QuestionError('invalid', 'status 400')
  if (status >= 400) throw new QuestionError('refused', `status ${status}`)
  if (status !== 200) throw new UpstreamError(`status ${status}`, false)
  const trimmed = text.trim()
  if (!makesSense(form, trimmed, hash)) throw new UpstreamError('an answer that makes no sense', false)
  return trimmed
}

/** The configured sources. */
export function bitcoinSource(): BitcoinSource {
  return shared('bitcoin-source', () => new BitcoinSource(serverEnv().endpoints.bitcoin.esplora))
}
