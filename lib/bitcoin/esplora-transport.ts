import {
  EsploraAnswerError,
  EsploraHttpError,
  EsploraNotFoundError,
  EsploraRejectedError,
  EsploraTimeoutError,
  EsploraUnavailableError,
} from '../errors/esplora.ts'

export type EsploraOptions = Readonly<{
  /** Base URLs in order of preference, without a slash at the end. A browser may give a path of its own origin. */
  urls: readonly string[]
  fetch?: typeof globalThis.fetch
  /** Milliseconds that one source may take, its whole answer included. 8,000 by default. */
  timeout?: number
  /** Longest answer that is read, in bytes; without it any. */
  mostBytes?: number
  /** Told of every failure of a source, for logs and metrics; never throws into the request. */
  onFailure?: (url: string, error: unknown) => void
}>
export type EsploraRequest<T> = Readonly<{
  path: string
  /** Reads and checks the answer's text; what it throws counts as a senseless answer. */
  read: (text: string) => T
  body?: string
}>

const textOf = async (response: Response, most: number | undefined): Promise<string> => {
  if (most === undefined || response.body === null) return response.text()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for await (const part of response.body) {
    length += part.length
    if (length > most) throw new Error(`an answer of more than ${most} bytes`)
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}

const ask = async (
  url: string,
  request: EsploraRequest<unknown>,
  options: EsploraOptions,
  timeout: number,
) => {
  const call = options.fetch ?? ((...input: Parameters<typeof fetch>) => globalThis.fetch(...input))
  const target = `${url.replace(/\/+$/, '')}${request.path}`
  const signal = AbortSignal.timeout(timeout)
  try {
    const response = await call(target, {
      signal,
      redirect: 'error',
      ...(request.body === undefined ? {} : { method: 'POST', body: request.body }),
    })
    return { status: response.status, text: await textOf(response, options.mostBytes) }
  } catch (cause) {
    if (signal.aborted) throw new EsploraTimeoutError(url, timeout)
    throw cause
  }
}

/**
 * Asks the sources one after the other, beginning with the one that answered last, until one gives an answer that makes
 * sense. Connection failures, timeouts, errors and senseless answers move on; nothing is retried on the same source.
 * @throws {EsploraNotFoundError} when some source says so and none knows it
 * @throws {EsploraRejectedError} when a broadcast is refused: other nodes apply the same rules
 * @throws {EsploraUnavailableError} when none answers
 */
export const createEsploraTransport = (options: EsploraOptions) => {
  if (options.urls.length === 0) throw new EsploraUnavailableError('', [])
  const timeout = options.timeout ?? 8_000
  let preferred = 0

  return async <T>(request: EsploraRequest<T>): Promise<T> => {
    const failures: unknown[] = []
    const first = preferred
    for (let i = 0; i < options.urls.length; i++) {
      const at = (first + i) % options.urls.length
      const url = options.urls[at] ?? ''
      try {
        const { status, text } = await ask(url, request, options, timeout)
        if (status === 404) throw new EsploraNotFoundError(request.path)
        if (status === 400 && request.body !== undefined) throw new EsploraRejectedError(text.trim())
        if (status !== 200) throw new EsploraHttpError(url, status, text)
        let answer: T
        try {
          answer = request.read(text)
        } catch (cause) {
          throw new EsploraAnswerError(url, cause)
        }
        preferred = at
        return answer
      } catch (error) {
        if (error instanceof EsploraRejectedError) throw error
        failures.push(error)
        options.onFailure?.(url, error)
      }
    }
    const notFound = failures.find((error) => error instanceof EsploraNotFoundError)
    if (notFound) throw notFound
    throw new EsploraUnavailableError(request.path, failures)
  }
}
