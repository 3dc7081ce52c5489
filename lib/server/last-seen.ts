import 'server-only'
import { shared } from './shared.ts'

export type Part = 'evm' | 'bitcoin' | 'indexer' | 'keeper'

const seen = () => shared('last-seen', () => new Map<Part, number>())

/** Remembers that a part has just answered. */
export function sawPart(part: Part): void {
  seen().set(part, Date.now())
}

/** Seconds since a part last answered this server, null when it never did. */
export function ageOf(part: Part): number | null {
  const at = seen().get(part)
  return at === undefined ? null : Math.max(0, Math.floor((Date.now() - at) / 1000))
}
