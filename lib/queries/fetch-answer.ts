import * as z from 'zod/mini'
import { problemSchema } from '../api/primitives'
import { AnswerError } from './answer-error'

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
