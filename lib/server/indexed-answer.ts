import 'server-only'
import type { Meta } from '../api/primitives.ts'
import { serverEnv } from '../config/env.server.ts'
import { AnswerCache, type Cached } from './answer-cache.ts'
import { readHead } from './chain-reader.ts'
import type { Indexed } from './index-client.ts'
import { sawPart } from './last-seen.ts'
import { logFailure } from './log.ts'
import { NotFoundError, UnavailableError } from './problem.ts'
import { shared } from './shared.ts'
import { isUpstreamFailure } from './upstream.ts'

/** Only to join those who ask at once: `sharedAnswer` stands before it and absorbs the crowd. */
const FRESH_MS = 50
const STALE_MS = 60_000

const cache = () => shared('index-cache', () => new AnswerCache({ freshMs: FRESH_MS, staleMs: STALE_MS }))

/**
 * Asks the index once for all who ask the same at the same time. When it fails, the last good answer of the last minute
 * stands in.
 * @param key what is asked, in a normal form
 * @throws UnavailableError when the index fails and no answer is young enough
 */
export async function fromIndex<T>(
  key: string,
  load: () => Promise<Indexed<T>>,
): Promise<Cached<Indexed<T>>> {
  try {
    return await cache().get(key, async () => {
      const answer = await load()
      sawPart('indexer')
      return answer
    })
  } catch (error) {
    if (!isUpstreamFailure(error)) throw error
    logFailure('indexer', error)
    throw new UnavailableError('index', error)
  }
}

/** What goes with an answer of the index: how far it is behind the chain, and whether it is an old one. */
export async function metaOf({ value, age, stale }: Cached<Indexed<unknown>>): Promise<Meta> {
  const head = await readHead()
  const { block, time } = value.at
  const indexerLag = head === null ? null : Math.max(0, head.block - block)
  const behind = indexerLag !== null && indexerLag > serverEnv().staleBlocks
  return { block, blockTime: time, indexerLag, stale: stale || behind, ...(stale ? { age } : {}) }
}

/**
 * A whole answer of the index in its envelope.
 * @param what named in the 404 when there is no such thing
 * @throws NotFoundError @throws UnavailableError
 */
export async function indexedAnswer<Row, Data>(
  what: string,
  key: string,
  load: () => Promise<Indexed<Row | null>>,
  toData: (row: Row) => Data,
): Promise<{ data: Data; meta: Meta }> {
  const cached = await fromIndex(key, load)
  if (cached.value.data === null) throw new NotFoundError(what)
  return { data: toData(cached.value.data), meta: await metaOf(cached) }
}
