import 'server-only'
import type { Problem } from '../api/primitives.ts'

type Parts = { title: string; detail?: string; field?: string; rule?: string; retryAfter?: number }

/** @param name of one kind of problem; all kinds without it */
const isProblem = (value: unknown, name?: string): boolean =>
  value instanceof Error && 'problem' in value && (name === undefined || value.name === name)

/**
 * A failure that the caller is told about, as RFC 9457 problem details. Nothing of an upstream is ever among it. Known by what it
 * carries: pages and routes may each load a copy of this module, and share the sources and caches that throw it (`shared`).
 */
export class ProblemError extends Error {
  override name = 'ProblemError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isProblem(value)
  }
  readonly problem: Problem
  /** seconds until it is worth asking again, null when asking again does not help */
  readonly retryAfter: number | null

  constructor(status: number, kind: string, { retryAfter, ...parts }: Parts, cause?: unknown) {
    super(parts.title, { cause })
    this.problem = { type: `/problems/${kind}`, status, ...parts }
    this.retryAfter = retryAfter ?? null
  }
}

/** 400: names the field and the rule that it broke. */
export class BadInputError extends ProblemError {
  override name = 'BadInputError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isProblem(value, 'BadInputError')
  }
  constructor(field: string, rule: string, cause?: unknown) {
    super(400, 'bad-input', { title: 'Something in the request is not valid.', field, rule }, cause)
  }
}

/** 404: the address is right, there is no such thing. */
export class NotFoundError extends ProblemError {
  override name = 'NotFoundError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isProblem(value, 'NotFoundError')
  }
  constructor(what: string) {
    super(404, 'not-found', { title: `There is no such ${what}.` })
  }
}

/** 503: a source behind this server does not answer; the chain itself can still be asked. */
export class UnavailableError extends ProblemError {
  override name = 'UnavailableError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isProblem(value, 'UnavailableError')
  }
  constructor(what: string, cause?: unknown) {
    const detail = 'Nothing is lost: the chains have everything. Try again in a few seconds.'
    super(503, 'unavailable', { title: `The ${what} does not answer.`, detail, retryAfter: 5 }, cause)
  }
}

/** 502: the source works and cannot give what was asked; asking again soon gives the same. */
export class BadAnswerError extends ProblemError {
  override name = 'BadAnswerError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isProblem(value, 'BadAnswerError')
  }
  constructor(reason: 'too-large' | 'refused' | 'failing', cause?: unknown) {
    const title = {
      'too-large': 'The answer is larger than what this server passes on.',
      refused: 'The source refuses to answer this.',
      failing: 'The source fails at this and answers the rest.',
    }[reason]
    super(502, reason === 'too-large' ? 'answer-too-large' : 'bad-answer', { title, retryAfter: 10 }, cause)
  }
}
