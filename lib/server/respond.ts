import 'server-only'
import { createHash } from 'node:crypto'
import { ConfigError } from '../errors/config.ts'
import { logFailure } from './log.ts'
import { ProblemError } from './problem.ts'

export type CacheRule = 'moving' | 'fixed' | 'none'

/** `moving` lets a shared cache absorb polling for a second; a browser always asks whether its copy still holds. */
const cacheControl: Record<CacheRule, string> = {
  moving: 'public, max-age=0, must-revalidate, s-maxage=1',
  fixed: 'public, max-age=31536000, immutable',
  none: 'no-store',
}

export type Answer = { body: string; type: string; status?: number; cache: CacheRule }

const etags = new WeakMap<Answer, string>()

/** Many are given the same answer: its tag is computed once. */
function etagOf(answer: Answer): string {
  const known = etags.get(answer)
  if (known !== undefined) return known
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 22)}"`
  etags.set(answer, etag)
  return etag
}

const common = { 'X-Content-Type-Options': 'nosniff' }

/** Turns an answer into a response: ETag, cache rule, 304 when the caller has it, no body for HEAD. */
export function respond(request: Request, answer: Answer): Response {
  const headers = new Headers({
    ...common,
    'Content-Type': `${answer.type}; charset=utf-8`,
    'Cache-Control': cacheControl[answer.cache],
  })
  if (answer.cache !== 'none') {
    const etag = etagOf(answer)
    headers.set('ETag', etag)
    const held = (request.headers.get('if-none-match') ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
    if (held.includes(etag) || held.includes('*')) return new Response(null, { status: 304, headers })
  }
  headers.set('Content-Length', String(Buffer.byteLength(answer.body)))
  const body = request.method === 'HEAD' ? null : answer.body
  return new Response(body, { status: answer.status ?? 200, headers })
}

/** A JSON answer. */
export function jsonAnswer(value: unknown, cache: CacheRule, status = 200): Answer {
  return { body: JSON.stringify(value), type: 'application/json', cache, status }
}

/**
 * A failure as problem details (RFC 9457). What was not meant for a caller becomes one general sentence, and the whole
 * of it goes to the server's log.
 */
export function respondProblem(
  request: Request,
  error: unknown,
  headers: Record<string, string> = {},
): Response {
  const { problem, retryAfter } = error instanceof ProblemError ? error : hidden(error)
  const body = JSON.stringify(problem)
  return new Response(request.method === 'HEAD' ? null : body, {
    status: problem.status,
    headers: {
      ...common,
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': cacheControl.none,
      ...(retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }),
      ...headers,
    },
  })
}

function hidden(error: unknown): ProblemError {
  logFailure('server', error)
  return error instanceof ConfigError
    ? new ProblemError(
        503,
        'not-configured',
        { title: 'The server is not configured.', retryAfter: 30 },
        error,
      )
    : new ProblemError(500, 'internal', { title: 'Something went wrong on the server.' }, error)
}
