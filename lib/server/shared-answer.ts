import 'server-only'
import { AnswerCache } from './answer-cache.ts'
import type { Answer } from './respond.ts'
import { shared } from './shared.ts'

/** Long enough to absorb a crowd, short enough that nobody waits for a block that is there. */
const FRESH_MS = 300
const cache = () =>
  shared('answers', () => new AnswerCache({ freshMs: FRESH_MS, staleMs: 0, maxEntries: 300 }))

/**
 * Makes an answer once for all who ask the same within a moment: read, reshaped and written out only once.
 * @param key what is asked, in a normal form
 * @throws what `make` throws; a failure is not kept
 */
export async function sharedAnswer(key: string, make: () => Promise<Answer>): Promise<Answer> {
  return (await cache().get(key, make)).value
}
