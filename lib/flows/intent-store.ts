import * as z from 'zod/mini'

type Place = Pick<Storage, 'getItem' | 'setItem'>
const KEEP = 20

/**
 * What a person was about to sign, written down before the wallet opens (C7), so that a reload in that moment can find
 * the request on chain instead of asking for a second one. It is a trace to look for, never a state.
 * @param name under which the browser keeps it
 */
export function createIntentStore<S extends z.ZodMiniType<{ id: string }>>(name: string, schema: S) {
  type Intent = z.infer<S>
  /** What is written down; whatever cannot be read is left out. */
  const readAll = (place: Place): readonly Intent[] => {
    try {
      const kept: unknown = JSON.parse(place.getItem(name) ?? '[]')
      if (!Array.isArray(kept)) return []
      return kept.flatMap((entry) => {
        const read = z.safeParse(schema, entry)
        return read.success ? [read.data] : []
      })
    } catch {
      return []
    }
  }
  const keep = (place: Place, intents: readonly Intent[]) => {
    try {
      place.setItem(name, JSON.stringify(intents.slice(0, KEEP)))
    } catch {
      // private windows may refuse; the request is still found by its link, its account and its transaction
    }
  }
  return {
    read: readAll,
    /** Writes or rewrites one, newest first. */
    write: (place: Place, intent: Intent) =>
      keep(place, [intent, ...readAll(place).filter(({ id }) => id !== intent.id)]),
    drop: (place: Place, dropped: string) =>
      keep(
        place,
        readAll(place).filter(({ id }) => id !== dropped),
      ),
  }
}
