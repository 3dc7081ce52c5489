import * as z from 'zod/mini'

/** The API answered with a failure, or not at all. `status` is null when nothing came back. */
export class AnswerError extends Error {
  override name = 'AnswerError'
  readonly status: number | null
  constructor(status: number | null, cause?: unknown) {
    super(status === null ? 'The server does not answer.' : `The server answered with ${status}.`, { cause })
    this.status = status
  }
}

/**
 * Reads one of this server's own answers.
 *
 * @param path begins with /api/
 * @throws AnswerError when it cannot be had or is not what the schema says
 */
export async function fetchAnswer<T extends z.ZodMiniType>(
  path: string,
  schema: T,
  signal: AbortSignal,
): Promise<z.output<T>> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch(
    (cause: unknown) => {
      throw new AnswerError(null, cause)
    },
  )
  if (!response.ok) throw new AnswerError(response.status)
  const parsed = z.safeParse(schema, await response.json().catch(() => null))
  if (!parsed.success) throw new AnswerError(response.status, parsed.error)
  return parsed.data
}
