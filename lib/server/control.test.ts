import { describe, expect, it } from 'vitest'
import { requireSameOrigin } from './control.ts'
import { ProblemError } from './problem.ts'

const from = (headers: Record<string, string>) => () =>
  requireSameOrigin(
    new Request('http://127.0.0.1:3000/api/dev/mine', {
      method: 'POST',
      headers: { host: '127.0.0.1:3000', ...headers },
    }),
  )

describe('requireSameOrigin', () => {
  it('default: a page of this origin may', () => {
    expect(from({ origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' })).not.toThrow()
    expect(from({ 'sec-fetch-site': 'same-origin' })).not.toThrow()
    expect(from({ origin: 'http://127.0.0.1:3000' })).not.toThrow()
  })

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-site' }],
    ['another site, by an old browser', { origin: 'https://evil.example' }],
    ['an address typed in or linked', { 'sec-fetch-site': 'none' }],
    ['an opaque origin', { origin: 'null' }],
    ['nobody in particular', {}],
  ])('error: ForeignOriginError for %s', (_who, headers) => {
    expect(from(headers)).toThrow(ProblemError)
  })
})
