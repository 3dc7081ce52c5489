import 'server-only'
import {
  ConstantBackoff,
  CountBreaker,
  circuitBreaker,
  handleWhen,
  type IPolicy,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel'

/**
 * A fixed service behind this server failed: no answer, a server error, or nonsense. Stays inside the server. Known by its
 * name: pages and routes may each load a copy of this module, and share breakers and caches (`shared`).
 */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && (value.name === 'UpstreamError' || value.name === 'QuestionError')
  }
  /** true when it took too long: asking again would make the caller wait twice */
  readonly timedOut: boolean
  constructor(message: string, timedOut: boolean, cause?: unknown) {
    super(message, { cause })
    this.timedOut = timedOut
  }
}

/**
 * The upstream works, but this one question gets nothing from it that could be passed on: too large, refused, or a failure
 * that its other answers do not share. Who asks chooses the question, so it never counts against the upstream: otherwise
 * one client could close it to everybody.
 */
export class QuestionError extends UpstreamError {
  override name = 'QuestionError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'QuestionError'
  }
  readonly reason: 'too-large' | 'invalid' | 'refused' | 'failing'
  constructor(reason: QuestionError['reason'], message: string, cause?: unknown) {
    super(message, cause instanceof UpstreamError && cause.timedOut, cause)
    this.reason = reason
  }
}

export const UPSTREAM_TIMEOUT_MS = 2_000

const isSick = (error: unknown): boolean =>
  error instanceof UpstreamError && !(error instanceof QuestionError)
const isQuick = (error: unknown): boolean =>
  error instanceof UpstreamError &&
  !error.timedOut &&
  !(error instanceof QuestionError && error.reason !== 'failing')

/**
 * How an upstream is asked: one retry when the failure was quick, and a breaker that opens when half of the last ten
 * calls failed and lets one call through again after two seconds. A question that fails alone is not counted.
 */
export function upstreamPolicy(halfOpenAfter = 2_000): IPolicy {
  const failed = handleWhen(isSick)
  const quick = handleWhen(isQuick)
  return wrap(
    retry(quick, { maxAttempts: 1, backoff: new ConstantBackoff(50) }),
    circuitBreaker(failed, {
      halfOpenAfter,
      breaker: new CountBreaker({ threshold: 0.49, size: 10, minimumNumberOfCalls: 6 }),
    }),
  )
}

/** True for a failure of the upstream, as opposed to one of this server's own code. */
export function isUpstreamFailure(error: unknown): boolean {
  return error instanceof UpstreamError || (error instanceof Error && isBrokenCircuitError(error))
}

/**
 * Reads an answer, its body included, within the timeout. No redirect is followed: the upstream is configuration.
 * @param limit most bytes that are read
 * @throws UpstreamError when nothing came in time, or a server error @throws QuestionError when it is too much
 */
export async function readUpstream(
  url: string,
  options: { limit: number; timeoutMs?: number; method?: string; body?: string },
): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? UPSTREAM_TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      signal,
      redirect: 'manual',
      cache: 'no-store',
      method: options.method ?? 'GET',
      headers: { accept: 'application/json, text/plain' },
      ...(options.body === undefined ? {} : { body: options.body, duplex: 'half' }),
    })
    const text = await readBounded(response, options.limit)
    if (response.status >= 500) throw new UpstreamError(`status ${response.status}`, false)
    if (response.status >= 300 && response.status < 400) throw new UpstreamError('it redirects', false)
    return { status: response.status, text }
  } catch (error) {
    if (error instanceof UpstreamError) throw error
    throw new UpstreamError(signal.aborted ? 'timeout' : 'no connection', signal.aborted, error)
  }
}

async function readBounded(response: Response, limit: number): Promise<string> {
  const tooLarge = () => new QuestionError('too-large', `more than ${limit} bytes`)
  if (response.body === null) return ''
  // said before it is sent: nothing of it need be read
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body.cancel()
    throw tooLarge()
  }
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
