import * as z from 'zod/mini'
import { type Problem, problemSchema } from '../api/primitives'
import { BaseError } from '../errors/base-error'

/** The API answered with a failure, or not at all. `status` is null when nothing came back. */
export class AnswerError extends BaseError {
  override name = 'AnswerError'
  readonly status: number | null
  /** what the API said about it; null when it said nothing that can be read */
  readonly problem: Problem | null

  constructor(status: number | null, problem: Problem | null = null, cause?: unknown) {
    super({
      code: status === null ? 'answer.none' : 'answer.failed',
      message: status === null ? 'The server does not answer.' : `The server answered with ${status}.`,
      hint: 'Nothing is lost: deposits can be read, proven and refunded from the two chains alone. Try again.',
      params: { status },
      cause,
    })
    this.status = status
    this.problem = problem
  }
}

/**
 * Reads one of this server's own answers.
 *
 * @param path begins with /api/
 * @throws AnswerError when it cannot be had or is not what the schema says; an abort stays an abort
 */
export async function fetchAnswer<T extends z.ZodMiniType>(
  path: string,
  schema: T,
  signal: AbortSignal,
): Promise<z.output<T>> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch((cause) => {
    if (signal.aborted) throw cause
    throw new AnswerError(null, null, cause)
  })
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const problem = z.safeParse(problemSchema, body)
    throw new AnswerError(response.status, problem.success ? problem.data : null)
  }
  const parsed = z.safeParse(schema, body)
  if (!parsed.success) throw new AnswerError(response.status, null, parsed.error)
  return parsed.data
}
