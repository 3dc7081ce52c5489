/** Values a sentence about the failure needs; `lib/copy` puts them into its own words. */
export type ErrorParams = Readonly<Record<string, string | number | bigint | null>>

export type ErrorOptions = {
  /** Stable dotted name: the key of logs and of `lib/copy`. Never changes once published. */
  code: string
  /** One short sentence: what happened. */
  message: string
  /** One short sentence: what to do about it. */
  hint: string
  params?: ErrorParams
  cause?: unknown
}

/**
 * What every failure of this project is: it says what happened (`message`), what to do (`hint`) and what it came from
 * (`cause`). `code` is stable and `params` carry the values, so that a page can say the same in another language.
 */
export class BaseError extends Error {
  override name = 'BaseError'
  readonly code: string
  readonly hint: string
  readonly params: ErrorParams

  constructor({ code, message, hint, params = {}, cause }: ErrorOptions) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = hint
    this.params = params
  }

  /** The nearest error in the chain of causes, this one included, that is an instance of `type`; null when none is. */
  find<T>(type: abstract new (...args: never[]) => T): T | null {
    let at: unknown = this
    for (let depth = 0; depth < 16 && at !== undefined && at !== null; depth++) {
      if (at instanceof type) return at
      at = at instanceof Error ? at.cause : undefined
    }
    return null
  }
}
