import 'server-only'
import { shared } from './shared.ts'

const QUIET_MS = 10_000

/** Writes a failure of a part to the server's own log, at most once in ten seconds a part. Never reaches a caller. */
export function logFailure(part: string, error: unknown): void {
  const last = shared('log', () => new Map<string, number>())
  const now = Date.now()
  if (now - (last.get(part) ?? 0) < QUIET_MS) return
  last.set(part, now)
  console.error(JSON.stringify({ level: 'error', part, failure: chainOf(error) }))
}

/** Names and first lines from the outermost failure to its first cause. */
function chainOf(error: unknown): string[] {
  const lines: string[] = []
  for (let at: unknown = error; at instanceof Error && lines.length < 8; at = at.cause) {
    lines.push(`${at.name}: ${at.message.split('\n')[0] ?? ''}`.slice(0, 300))
  }
  return lines.length === 0 ? [String(error).slice(0, 300)] : lines
}
