import { BaseError } from '../lib/errors/base-error.ts'

/** The local stack cannot start or go on: what happened, and what a person can do about it. */
export class StackError extends BaseError {
  override name = 'StackError'
  constructor(message: string, hint: string, options: { cause?: unknown } = {}) {
    super({ code: 'stack.failed', message, hint, cause: options.cause })
  }
}
