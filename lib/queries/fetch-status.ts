import { AnswerError } from './answer-error'
import { type StatusAnswer, statusView } from './status-view'

/**
 * Reads the state of the deployment. It stands on every page, so it does without the schema library (19 kB): what would
 * break a page is tried here instead, by reading it as {@link statusView} does. Nothing that is signed comes from it, and
 * the server's own test holds the answer to its schema.
 *
 * @throws AnswerError when it cannot be had or read
 */
export async function fetchStatus(signal: AbortSignal): Promise<StatusAnswer> {
  const response = await fetch('/api/v1/status', { signal, headers: { accept: 'application/json' } }).catch(
    (cause: unknown) => {
      if (signal.aborted) throw cause
      throw new AnswerError(null, null, cause)
    },
  )
  if (!response.ok) throw new AnswerError(response.status)
  try {
    const answer: StatusAnswer = await response.json()
    statusView(answer)
    return answer
  } catch (cause) {
    throw new AnswerError(response.status, null, cause)
  }
}
