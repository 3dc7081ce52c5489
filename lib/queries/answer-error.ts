import type { Problem } from '../api/primitives'
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
