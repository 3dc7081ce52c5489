import { expect, it } from 'vitest'
import { RateLimit, TooManyRequestsError } from './rate-limit.ts'

it('default: a client has its allowance, then 429 with the seconds to wait, while others go on', async () => {
  const limit = new RateLimit(5)
  for (let n = 0; n < 5; n++) await limit.spend('a')
  const refused = await limit.spend('a').catch((error) => error)
  expect(refused).toBeInstanceOf(TooManyRequestsError)
  expect(refused.problem.status).toBe(429)
  expect(refused.retryAfter).toBeGreaterThanOrEqual(1)
  expect(refused.retryAfter).toBeLessThanOrEqual(10)
  await limit.spend('b')
})
