import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ProblemError } from './problem.ts'

const WINDOW_SECONDS = 10

/** 429: one client asks more than its share. */
export class TooManyRequestsError extends ProblemError {
  override name = 'TooManyRequestsError'
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'TooManyRequestsError'
  }
  constructor(retryAfter: number) {
    const detail = 'Wait as long as Retry-After says.'
    super(429, 'too-many-requests', { title: 'Too many requests.', detail, retryAfter })
  }
}

/** Allows each client a number of requests in ten seconds. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory

  constructor(points: number) {
    this.#limiter = new RateLimiterMemory({ points, duration: WINDOW_SECONDS })
  }

  /** @throws TooManyRequestsError with the seconds after which there is room again */
  async spend(client: string): Promise<void> {
    try {
      await this.#limiter.consume(client)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new TooManyRequestsError(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)))
    }
  }
}
