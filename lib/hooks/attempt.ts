import { BaseError } from '@/lib/errors/base-error'

export type Attempt<T> = { value: T; error: null } | { value: null; error: BaseError }

/** What something typed means, or why it means nothing. Failures that are not of this project are bugs and go on. */
export const attempt = <T>(act: () => T): Attempt<T> => {
  try {
    return { value: act(), error: null }
  } catch (error) {
    if (error instanceof BaseError) return { value: null, error }
    throw error
  }
}
