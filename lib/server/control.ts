import 'server-only'
import { serverEnv } from '../config/env.server.ts'
import { BadInputError, NotFoundError, ProblemError, UnavailableError } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Answer } from './respond.ts'
import { readUpstream } from './upstream.ts'

/** Mining past a refund height, or starting a part again, takes its time. */
const CONTROL_TIMEOUT_MS = 60_000
const MAX_BODY_BYTES = 64_000

/** 403: the request comes from a page of somebody else. */
class ForeignOriginError extends ProblemError {
  override name = 'ForeignOriginError'
  constructor() {
    super(403, 'foreign-origin', { title: 'Only this site itself may do that.' })
  }
}

/** @throws ForeignOriginError unless the browser says that the page is of this very origin */
export function requireSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') throw new ForeignOriginError()
  const origin = request.headers.get('origin')
  if (origin === null && site === null) throw new ForeignOriginError()
  if (origin !== null && (!URL.canParse(origin) || new URL(origin).host !== request.headers.get('host'))) {
    throw new ForeignOriginError()
  }
}

/**
 * Passes a call on to the local stack's control API.
 * @throws NotFoundError where there is none @throws ForeignOriginError @throws BadInputError
 */
export async function callControl(request: Request, segments: readonly string[]): Promise<Answer> {
  const { local, endpoints } = serverEnv()
  if (!local || endpoints.control === null) throw new NotFoundError('address')
  requireSameOrigin(request)
  if (!segments.every((segment) => /^[a-z-]{1,20}$/.test(segment))) {
    throw new BadInputError('path', 'must be lower-case words')
  }
  const url = `${endpoints.control.url.replace(/\/+$/, '')}/${segments.join('/')}`
  const options = { limit: 1_000_000, timeoutMs: CONTROL_TIMEOUT_MS }
  const posted =
    request.method === 'POST' ? { method: 'POST', body: await readBody(request, MAX_BODY_BYTES) } : {}
  try {
    const { status, text } = await readUpstream(url, { ...options, ...posted })
    return { body: text, type: 'application/json', cache: 'none', status }
  } catch (error) {
    throw new UnavailableError('control of the local stack', error)
  }
}
